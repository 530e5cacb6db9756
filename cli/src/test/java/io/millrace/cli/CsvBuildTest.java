package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events as CSV give what the same events as Parquet do. */
final class CsvBuildTest {
    @TempDir
    Path folder;

    private Path build(String input, String out, String... more) {
        Path matrix = folder.resolve(out);
        List<String> arguments = new ArrayList<>(List.of("build", input, "--out", matrix.toString(), "--quiet"));
        arguments.addAll(List.of(more));
        InProcess.done(arguments.toArray(String[]::new));
        return matrix;
    }

    private JsonNode rows(Path matrix) throws IOException {
        return new ObjectMapper()
                .readTree(Path.of(matrix + ".run.json").toFile())
                .path("rows");
    }

    @Test
    void givesTheGoldenMonth() throws Exception {
        Path golden = Golden.folder("streamflow-30d");
        String[] options = {"--features", "streamflow-churn", "--as-of", "2024-10-31", "--column", "user_id=bigint"};
        Path matrix = build(golden.resolve("csv").toString(), "csv.csv", options);
        Golden.assertSameMatrix(
                Golden.query(Golden.csv(golden.resolve("expected-matrix.csv"))), Golden.query(Golden.csv(matrix)));
        Path csv = build(golden.resolve("csv").toString(), "csv.parquet", options);
        Path parquet = build(golden.resolve("parquet").toString(), "parquet.parquet", options);
        assertArrayEquals(Files.readAllBytes(parquet), Files.readAllBytes(csv));
        assertEquals(rows(parquet), rows(csv));
        assertEquals(138_403, rows(csv).path("read").asInt());
    }

    @Test
    void givesTheGoldenTraps() throws Exception {
        Path traps = Golden.folder("traps");
        String[] options = {
            "--features",
            "streamflow-churn",
            "--as-of",
            "2024-10-31",
            "--roster",
            traps.resolve("roster.csv").toString()
        };
        Path matrix = build(traps + "/events-*.csv", "csv.csv", options);
        Golden.assertSameMatrix(
                Golden.query(Golden.csv(traps.resolve("expected-entities-from-roster.csv"))),
                Golden.query(Golden.csv(matrix)));
        Path csv = build(traps + "/events-*.csv", "csv.parquet", options);
        Path parquet = build(traps + "/events-*.parquet", "parquet.parquet", options);
        assertArrayEquals(Files.readAllBytes(parquet), Files.readAllBytes(csv));
        JsonNode rows = rows(csv);
        assertEquals(rows(parquet), rows);
        assertEquals(1_907, rows.path("read").asInt());
        assertEquals(1_883, rows.path("used").asInt());
    }

    @Test
    void keepsNaughtyUserIds() throws Exception {
        Path json = Golden.folder("../corpus/naughty-strings").resolve("blns.json");
        String ids = "(select distinct unnest(from_json(content, '[\"VARCHAR\"]')) as user_id from read_text('" + json
                + "'))";
        String events = "select user_id, 'view' as event_type, '2024-10-30 12:00:00' as timestamp from " + ids;
        Path csv = folder.resolve("events.csv");
        Path parquet = folder.resolve("events.parquet");
        Golden.execute("copy (" + events + ") to '" + csv + "' (header, force_quote *)");
        Golden.execute("copy (select * replace (timestamp::timestamp as timestamp) from (" + events + ")) to '"
                + parquet + "' (format parquet)");
        Path features = Files.writeString(folder.resolve("count.yaml"), """
                feature_set: naughty
                entity: user_id
                time: timestamp
                window: 30d
                features:
                  events: count(event_type)
                """);
        List<List<String>> expected = Golden.query("select hex(encode(user_id)) from " + ids + " order by 1");
        assertTrue(expected.size() > 480, expected.size() + " ids");
        for (Path input : List.of(csv, parquet)) {
            String[] options = {"--features", features.toString(), "--as-of", "2024-10-31"};
            Path asCsv = build(input.toString(), "matrix.csv", options);
            Path asParquet = build(input.toString(), "matrix.parquet", options);
            String table = "read_csv('" + asCsv
                    + "', header = true, columns = {user_id: 'VARCHAR', events: 'BIGINT'}, auto_detect = false, quote = '\"',"
                    + " escape = '\"', delim = ',', allow_quoted_nulls = false)";
            assertEquals(
                    expected,
                    Golden.query("select hex(encode(user_id)) from " + table + " where events = 1 order by 1"));
            assertEquals(
                    expected,
                    Golden.query("select hex(encode(user_id)) from '" + asParquet + "' where events = 1 order by 1"));
        }
    }

    @Test
    void readsSimulatedCsvCompressedOrNot() throws IOException {
        for (String format : List.of("csv", "parquet")) {
            Path target = folder.resolve(format);
            InProcess.done(
                    "generate",
                    target.toString(),
                    "--subscribers",
                    "300",
                    "--days",
                    "9",
                    "--seed",
                    "2",
                    "--quiet",
                    "--format",
                    format);
        }
        Path packed = Files.createDirectory(folder.resolve("packed"));
        try (var files = Files.list(folder.resolve("csv"))) {
            for (Path file :
                    files.filter(path -> path.toString().contains("events_")).toList()) {
                try (OutputStream out =
                        new GZIPOutputStream(Files.newOutputStream(packed.resolve(file.getFileName() + ".gz")))) {
                    Files.copy(file, out);
                }
            }
        }
        String[] options = {"--features", "streamflow-churn", "--as-of", "2024-10-10", "--column", "user_id=bigint"};
        byte[] expected = Files.readAllBytes(build(folder.resolve("parquet").toString(), "p.parquet", options));
        assertArrayEquals(expected, Files.readAllBytes(build(folder + "/csv/events*.csv", "c.parquet", options)));
        assertArrayEquals(expected, Files.readAllBytes(build(packed.toString(), "z.parquet", options)));
    }

    @Test
    void takesWhatIsSaidOfTheFile() throws Exception {
        Path events = Files.write(
                folder.resolve("events.csv"),
                "# by hand\nZo\u00eb;view;10/30/2024 1:02:03 PM;0,5\n\\N;view;10/30/2024 1:02:03 PM;\\N\n"
                        .getBytes(StandardCharsets.ISO_8859_1));
        Path features = Files.writeString(folder.resolve("count.yaml"), """
                feature_set: said
                entity: user
                time: at
                window: 30d
                features:
                  events: count(*)
                """);
        String[] options = {
            "--features",
            features.toString(),
            "--as-of",
            "2024-10-31",
            "--delimiter",
            ";",
            "--no-header",
            "--comment",
            "#",
            "--null",
            "\\N",
            "--charset",
            "latin-1",
            "--time-format",
            "M/d/yyyy h:mm:ss a",
            "--column",
            "user=text",
            "--column",
            "kind=text",
            "--column",
            "at=timestamp",
            "--column",
            "x=text"
        };
        Path matrix = build(events.toString(), "matrix.csv", options);
        assertEquals("user,events\nZoë,1\n", Files.readString(matrix));
        assertEquals(1, rows(matrix).path("without_key").asInt(), rows(matrix).toString());
    }

    @Test
    void guardsCellsThatSpreadsheetsWouldExecute() throws Exception {
        Path events = Files.writeString(folder.resolve("events.csv"), """
                user_id,timestamp
                =1+2,2024-10-30
                +1,2024-10-30
                -1,2024-10-30
                @x,2024-10-30
                "=a,""b\"\"\",2024-10-30
                "\t=1",2024-10-30
                plain=1,2024-10-30
                "",2024-10-30
                """);
        Path features = Files.writeString(
                folder.resolve("count.yaml"),
                "feature_set: guarded\nentity: user_id\ntime: timestamp\nwindow: 30d\nfeatures: {\"=n\": \"-count(*)\"}\n");
        String[] options = {"--features", features.toString(), "--as-of", "2024-10-31", "--guard-cells"};
        assertEquals(
                "user_id,'=n\n\"\",-1\n'\t=1,-1\n'+1,-1\n'-1,-1\n'=1+2,-1\n\"'=a,\"\"b\"\"\",-1\n'@x,-1\nplain=1,-1\n",
                Files.readString(build(events.toString(), "matrix.csv", options)));
    }

    @Test
    void namesWhatIsWrongWithAnOption() {
        for (List<String> option : List.of(
                List.of("--delimiter", "ab"),
                List.of("--charset", "klingon"),
                List.of("--time-format", "Q"),
                List.of("--column", "a=b"),
                List.of("--comment", ","))) {
            List<String> arguments = new ArrayList<>(List.of("build", "x.csv", "--features", "streamflow-churn"));
            arguments.addAll(List.of(
                    "--as-of", "2024-10-31", "--out", folder.resolve("m.csv").toString()));
            arguments.addAll(option);
            Outcome outcome = InProcess.run(arguments.toArray(String[]::new));
            assertEquals(2, outcome.code(), option + ": " + outcome.err());
        }
    }

    /** As when somebody starts the JVM with a heap of their own: the launcher would give four threads more. */
    @Test
    void blamesTheHeapWhereMoreMemoryWouldNotHelp() throws IOException {
        Path events = folder.resolve("events.csv.gz");
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(events))) {
            packed.write("u,at,what\n1,2024-10-01,a\n".getBytes(StandardCharsets.UTF_8));
        }
        Path set = Files.writeString(
                folder.resolve("f.yaml"),
                "{feature_set: f, entity: u, time: at, window: 30d, columns: {u: bigint, at: timestamp}, features: {n: count(what)}}");
        Path matrix = folder.resolve("m.csv");
        String[] build = {
            "build",
            events.toString(),
            "--features",
            set.toString(),
            "--as-of",
            "2024-10-31",
            "--threads",
            "4",
            "--out",
            matrix.toString()
        };
        Outcome refused = InProcess.run(build);

        assertEquals(ExitCode.RESOURCE.code(), refused.code(), refused.err());
        assertTrue(
                refused.err()
                        .contains("the Java heap of this process, 160m, does not suffice to read a row of " + events),
                refused.err());
        assertFalse(Files.exists(matrix));
        String[] shorter =
                Stream.concat(Stream.of(build), Stream.of("--max-row", "1m")).toArray(String[]::new);
        assertEquals(0, InProcess.run(shorter).code());
    }
}
