package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.yaml.RunRecordListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every row has one fate, per file and in total, in the record of any run. */
final class AccountingTest {
    private static final int ROWS = 500;
    private static final int RUNS = 60;

    @TempDir
    static Path folder;

    @BeforeAll
    static void writeLogs() throws SQLException, IOException {
        Files.createDirectories(folder.resolve("parquet"));
        Files.createDirectories(folder.resolve("csv"));
        Files.writeString(folder.resolve("roster.csv"), "user_id\n1\n2\n3\n77\n");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement duckDb = connection.createStatement()) {
            for (int day = 1; day <= 4; day++) {
                duckDb.execute("create or replace table t as select"
                        + " case when hash(i, 1) % 20 > 0 then (hash(i, 1) % 9)::bigint end as user_id,"
                        + " case when hash(i, 2) % 20 > 0 then timestamp '2024-10-0" + day
                        + "' + to_seconds((hash(i, 2) % 100000)::bigint) end as ts,"
                        + " case hash(i, 3) % 3 when 0 then 'view' when 1 then 'bot' end as kind,"
                        + " case when hash(i, 4) % 4 > 0 then (hash(i, 4) % 5)::bigint end as units"
                        + " from range(" + ROWS + ") r(i), range(1) s(j)");
                duckDb.execute("copy t to '" + folder.resolve("parquet/day" + day + ".parquet") + "'");
                Path csv = folder.resolve("csv/day" + day + ".csv");
                duckDb.execute("copy t to '" + csv + "'");
                List<String> lines = new ArrayList<>(Files.readAllLines(csv));
                for (int line = day; line < lines.size(); line += 50) {
                    lines.set(line, line % 100 < 50 ? "x" + lines.get(line) : lines.get(line) + ",");
                }
                Files.write(csv, lines);
            }
        }
    }

    private static String set(Random random) {
        return """
                feature_set: f
                entity: user_id
                time: ts
                window: WINDOW
                """.replace("WINDOW", (1 + random.nextInt(5)) + "d")
                + (random.nextBoolean() ? "where: kind is null or kind <> 'bot'\n" : "")
                + (random.nextBoolean() ? "validators:\n  few: units is null or units < 4\n" : "")
                + "features:\n  events: count(*)\n  units: sum(units)\n";
    }

    @Test
    void countsEveryRowOnceWhateverIsCombined() throws IOException {
        Random random = new Random(4711);
        Map<String, Long> seen = new TreeMap<>();
        for (int run = 0; run < RUNS; run++) {
            Path set = Files.writeString(folder.resolve("set.yaml"), set(random));
            String format = random.nextBoolean() ? "csv" : "parquet";
            Path matrix = folder.resolve("m.csv");
            List<String> arguments =
                    new ArrayList<>(List.of("build", folder.resolve(format).toString(), "--quiet"));
            arguments.addAll(List.of("--features", set.toString(), "--out", matrix.toString()));
            arguments.addAll(
                    List.of("--as-of", random.nextBoolean() ? "2024-10-05" : "2024-10-03T12:00:00Z,2024-10-04"));
            arguments.addAll(List.of("--quarantine", folder.resolve("aside").toString()));
            arguments.addAll(List.of("--threads", String.valueOf(1 + random.nextInt(3)), "--batch-rows", "100"));
            add(random, arguments, "--roster", folder.resolve("roster.csv").toString());
            add(random, arguments, "--sample", "60%");
            add(random, arguments, "--deduplicate", random.nextBoolean() ? "user_id,units" : "user_id,ts,kind,units");
            add(random, arguments, "--no-pruning");

            Outcome built = InProcess.run(arguments.toArray(String[]::new));

            assertEquals(0, built.code(), arguments + built.err());
            verify(new ObjectMapper().readTree(RunRecordListener.pathFor(matrix).toFile()), seen);
        }
        assertEquals(
                new TreeSet<>(List.of(
                        "after_as_of",
                        "before_window",
                        "duplicate",
                        "excluded",
                        "not_in_roster",
                        "not_in_sample",
                        "quarantined",
                        "refused",
                        "used",
                        "without_key",
                        "without_time")),
                seen.keySet());
    }

    private static void add(Random random, List<String> arguments, String... more) {
        if (random.nextBoolean()) {
            arguments.addAll(List.of(more));
        }
    }

    private static void verify(JsonNode record, Map<String, Long> seen) {
        JsonNode files = record.at("/inputs/files");
        assertEquals(4, files.size());
        long total = 0;
        for (JsonNode file : files) {
            assertEquals(
                    ROWS,
                    fates(file.get("rows")).values().stream()
                            .mapToLong(Long::longValue)
                            .sum());
            assertEquals(ROWS, file.at("/rows/read").asLong());
            total += ROWS;
        }
        assertEquals(total, record.at("/rows/read").asLong());
        Map<String, Long> sums = new TreeMap<>();
        files.forEach(file -> fates(file.get("rows")).forEach((fate, rows) -> sums.merge(fate, rows, Long::sum)));
        assertEquals(sums, fates(record.get("rows")));
        assertTrue(sums.values().stream().allMatch(rows -> rows >= 0), sums.toString());
        sums.forEach((fate, rows) -> {
            if (rows > 0) {
                seen.merge(fate, rows, Long::sum);
            }
        });
    }

    private static Map<String, Long> fates(JsonNode rows) {
        Map<String, Long> fates = new TreeMap<>();
        rows.fields()
                .forEachRemaining(
                        fate -> fates.put(fate.getKey(), fate.getValue().asLong()));
        fates.remove("read");
        return fates;
    }
}
