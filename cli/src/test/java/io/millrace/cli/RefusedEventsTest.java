package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.yaml.RunRecordListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that a validator refuses are treated like rows that cannot be read. */
final class RefusedEventsTest {
    @TempDir
    Path folder;

    private Path events;
    private Path matrix;
    private Path aside;

    @BeforeEach
    void writeEvents() throws Exception {
        events = Files.createDirectory(folder.resolve("events"));
        matrix = folder.resolve("m.csv");
        aside = folder.resolve("aside");
        Files.writeString(folder.resolve("f.yaml"), """
                feature_set: f
                entity: user_id
                time: ts
                window: 2d
                validators:
                  duration_is_positive: seconds is null or seconds >= 0
                features:
                  events: count(*)
                  seconds: sum(seconds)
                """);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement duckDb = connection.createStatement()) {
            for (int day = 1; day <= 2; day++) {
                duckDb.execute("copy (select i % 3 as user_id, timestamp '2024-10-0" + day
                        + "' + to_seconds(i) as ts, case when i = 7000 then -5 else i % 4 end::bigint as seconds"
                        + " from range(8000) r(i)) to '" + events.resolve("day" + day + ".parquet")
                        + "' (row_group_size 2048)");
            }
        }
    }

    private Outcome build(String... more) {
        List<String> arguments = new ArrayList<>(List.of("build", events.toString(), "--quiet"));
        arguments.addAll(List.of("--features", folder.resolve("f.yaml").toString()));
        arguments.addAll(List.of("--as-of", "2024-10-03", "--out", matrix.toString(), "--batch-rows", "1000"));
        arguments.addAll(List.of(more));
        return InProcess.run(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "arrow"})
    void theFirstEndsTheRun(String reader) {
        Outcome refused = build("--reader", reader, "--threads", "4");
        assertEquals(ExitCode.INPUT.code(), refused.code(), refused.err());
        assertEquals(
                "millrace: " + events.resolve("day1.parquet") + ", row 7001, column seconds: the validator"
                        + " duration_is_positive refuses the event: seconds = -5\n"
                        + "correct the row, leave such events out by the set's where, or have them set aside with"
                        + " --quarantine DIR\n",
                refused.err());
        assertFalse(Files.exists(matrix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"page", "arrow"})
    void areSetAsideAndCounted(String reader) throws IOException {
        Outcome built = build("--reader", reader, "--quarantine", aside.toString());
        assertEquals(0, built.code(), built.err());
        String reason = "\"seconds\",\"the validator duration_is_positive refuses the event: seconds = -5\",\"\"\n";
        assertEquals(
                "file,line,offset,column,reason,raw\n"
                        + "\"" + events.resolve("day1.parquet") + "\",,7001," + reason
                        + "\"" + events.resolve("day2.parquet") + "\",,7001," + reason,
                Files.readString(aside.resolve("bad-rows.csv")));
        String record = Files.readString(RunRecordListener.pathFor(matrix));
        assertTrue(record.contains("\"refused\" : 2"), record);
        assertTrue(record.contains("\"used\" : 15998"), record);
        assertTrue(record.contains("\"quarantined\" : 0"), record);
    }

    @Test
    void areLimitedTogetherWithBadRows() {
        Outcome refused = build("--quarantine", aside.toString(), "--max-bad", "1");
        assertEquals(ExitCode.INPUT.code(), refused.code(), refused.err());
        assertTrue(refused.err().contains("--max-bad 1"), refused.err());
        assertFalse(Files.exists(matrix));
        assertEquals(
                0, build("--quarantine", aside.toString(), "--max-bad", "2").code());
    }
}
