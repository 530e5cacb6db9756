package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 100,000 rows in two files, 1,000 of them broken in ten ways that are known beforehand. */
final class QuarantineBuildTest {
    private static final int ROWS = 100_000;
    private static final int BAD = 1_000;
    private static final String HEADER =
            "user_id,event_type,timestamp,device_type,plan_type,duration_seconds,revenue\n";

    /** What is wrong with a row: the row, the column that is to blame, the reason. */
    private record Fault(String row, String column, String reason) {}

    private static final List<Fault> FAULTS = List.of(
            new Fault("7,search,2024-10-05 10:00:00,mobile,basic,1", "", "6 fields where the header has 7"),
            new Fault("7,search,2024-10-05 10:00:00,mobile,basic,1,0.5,x", "", "8 fields where the header has 7"),
            new Fault("seven,search,2024-10-05 10:00:00,mobile,basic,1,0.5", "user_id", "\"seven\" is not an integer"),
            new Fault(
                    "99999999999999999999,search,2024-10-05 10:00:00,mobile,basic,1,0.5",
                    "user_id",
                    "\"99999999999999999999\" is outside int64"),
            new Fault(
                    "7,search,5 October,mobile,basic,1,0.5",
                    "timestamp",
                    "\"5 October\" is not a time such as 2024-10-31 or 2024-10-31 12:00:00"),
            new Fault(
                    "7,search,2024-10-32 10:00:00,mobile,basic,1,0.5",
                    "timestamp",
                    "\"2024-10-32 10:00:00\" is a date that does not exist"),
            new Fault("7,search,2024-10-05 10:00:00,mobile,basic,1,\"0,5\"", "revenue", "\"0,5\" is not a number"),
            new Fault(
                    "7,s\u00ff,2024-10-05 10:00:00,mobile,basic,1,0.5", "event_type", "\"s\ufffd\" is not UTF-8 text"),
            new Fault(
                    "7,\"search\"x,2024-10-05 10:00:00,mobile,basic,1,0.5",
                    "",
                    "field 2: text goes on after a closing quote; a quote within quotes is written twice"),
            new Fault(
                    "7,search,2024-10-05 10:00:00,mobile,\"basic,1,0.5",
                    "",
                    "field 5: text goes on after a closing quote; a quote within quotes is written twice"));

    @TempDir
    Path folder;

    private final StringBuilder expected = new StringBuilder("file,line,offset,column,reason,raw\n");
    private Path clean;
    private Path broken;

    @BeforeEach
    void write() throws IOException {
        Random random = new Random(20_241_031);
        clean = Files.createDirectory(folder.resolve("clean"));
        broken = Files.createDirectory(folder.resolve("broken"));
        int planted = 0;
        for (int file = 0; file < 2; file++) {
            Path target = broken.resolve("events-" + file + ".csv");
            ByteArrayOutputStream good = new ByteArrayOutputStream();
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            good.writeBytes(bytes(HEADER));
            all.writeBytes(bytes(HEADER));
            for (int row = 0; row < ROWS / 2; row++) {
                if (row % 100 == 41) {
                    plant(target, row + 2, all, planted++);
                } else {
                    byte[] line = bytes(row(random));
                    good.writeBytes(line);
                    all.writeBytes(line);
                }
            }
            // so that no quote stays open to the end of the file, which would be another reason
            all.writeBytes(bytes("1,\"search\",2024-10-05 10:00:00,mobile,basic,1,0.5\n"));
            good.writeBytes(bytes("1,\"search\",2024-10-05 10:00:00,mobile,basic,1,0.5\n"));
            Files.write(clean.resolve("events-" + file + ".csv"), good.toByteArray());
            Files.write(target, all.toByteArray());
        }
        assertEquals(BAD, planted);
    }

    private void plant(Path file, int line, ByteArrayOutputStream all, int number) {
        Fault fault = FAULTS.get(number % FAULTS.size());
        String raw = fault.row().replace("\u00ff", "\\xff");
        expected.append(quoted(file.toString()) + "," + line + "," + all.size() + "," + quoted(fault.column()) + ","
                + quoted(fault.reason()) + "," + quoted(raw) + "\n");
        all.writeBytes(bytes(fault.row() + "\n"));
    }

    private static String row(Random random) {
        return (1 + random.nextInt(500)) + ",video_start,2024-10-" + (10 + random.nextInt(20)) + " 1"
                + random.nextInt(10) + ":00:00,mobile,basic," + random.nextInt(900) + "," + random.nextInt(100) / 8.0
                + "\n";
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    private Outcome build(Path input, String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("build", input.toString(), "--features", "streamflow-churn"));
        arguments.addAll(List.of("--as-of", "2024-10-31", "--column", "user_id=bigint", "--quiet"));
        arguments.addAll(List.of("--out", folder.resolve(out).toString()));
        arguments.addAll(List.of(more));
        return InProcess.run(arguments.toArray(String[]::new));
    }

    private String inQuarantine(String name) {
        return folder.resolve(name).toString();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void setsAsideExactlyTheBadRows(int threads) throws Exception {
        assertEquals(0, build(clean, "clean.csv").code());
        Outcome outcome = build(
                broken,
                "matrix.csv",
                "--quarantine",
                inQuarantine("bad"),
                "--threads",
                Integer.toString(threads),
                "--max-bad",
                "1%");
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(expected.toString(), Files.readString(folder.resolve("bad/bad-rows.csv")));
        assertArrayEquals(
                Files.readAllBytes(folder.resolve("clean.csv")), Files.readAllBytes(folder.resolve("matrix.csv")));
        JsonNode record = new ObjectMapper()
                .readTree(folder.resolve("matrix.csv.run.json").toFile());
        check(record.path("rows"), ROWS + 2, BAD);
        for (JsonNode file : record.path("inputs").path("files")) {
            check(file.path("rows"), ROWS / 2 + 1, BAD / 2);
        }
        assertEquals(2, record.path("inputs").path("files").size());
    }

    private static void check(JsonNode rows, int read, int bad) {
        assertEquals(bad, rows.path("quarantined").asInt(), rows.toString());
        assertEquals(read, rows.path("read").asInt(), rows.toString());
        int sum = 0;
        for (var fate : rows.properties()) {
            sum += fate.getKey().equals("read") ? 0 : fate.getValue().asInt();
        }
        assertEquals(read, sum, rows.toString());
    }

    @Test
    void publishesNothingWhereThereAreTooMany() throws Exception {
        for (String most : List.of("999", "0.9%")) {
            Outcome outcome = build(broken, "matrix.csv", "--quarantine", inQuarantine("bad"), "--max-bad", most);
            assertEquals(3, outcome.code(), outcome.err());
            assertTrue(outcome.err().contains("--max-bad " + most + " allows no more"), outcome.err());
            assertFalse(Files.exists(folder.resolve("matrix.csv")));
            assertFalse(Files.exists(folder.resolve("matrix.csv.run.json")));
            try (var left = Files.list(folder.resolve("bad"))) {
                assertEquals(0, left.count());
            }
        }
        assertEquals(
                0,
                build(broken, "matrix.csv", "--quarantine", inQuarantine("bad"), "--max-bad", "1000")
                        .code());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void endsWithTheFirstBadRowWithoutQuarantine(int threads) {
        Outcome outcome = build(broken, "matrix.csv", "--threads", Integer.toString(threads));
        assertEquals(3, outcome.code());
        String file = broken.resolve("events-0.csv").toString();
        assertEquals(
                List.of(
                        "millrace: " + file + ", line 43: 6 fields where the header has 7",
                        "  7,search,2024-10-05 10:00:00,mobile,basic,1",
                        "  " + " ".repeat(43) + "^",
                        "correct the row, or have such rows set aside with --quarantine DIR"),
                outcome.err().lines().toList());
    }

    @Test
    void asksForAPlaceWhereALimitIsGiven() {
        Outcome outcome = build(broken, "matrix.csv", "--max-bad", "3");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("--max-bad needs --quarantine DIR"), outcome.err());
    }
}
