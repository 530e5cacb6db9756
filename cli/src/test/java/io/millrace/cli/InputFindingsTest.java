package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.yaml.RunRecordListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a build tells of files that are missing or there twice. */
final class InputFindingsTest {
    @TempDir
    static Path simulated;

    @TempDir
    Path folder;

    private Path events;
    private Path matrix;

    @BeforeAll
    static void simulate() {
        InProcess.done(
                "generate", simulated.toString(), "--subscribers", "50", "--days", "12", "--seed", "9", "--quiet");
    }

    @BeforeEach
    void copyEvents() throws IOException {
        events = Files.createDirectory(folder.resolve("events"));
        matrix = folder.resolve("m.csv");
        for (int day = 1; day <= 12; day++) {
            Files.copy(simulated.resolve(name(day)), events.resolve(name(day)));
        }
    }

    private static String name(int day) {
        return "events_2024-10-%02d.parquet".formatted(day);
    }

    private Outcome build(String asOf, String... more) {
        List<String> arguments = new ArrayList<>(List.of("build", events.toString()));
        arguments.addAll(List.of("--features", "streamflow-churn", "--out", matrix.toString()));
        arguments.addAll(List.of("--as-of", asOf));
        arguments.addAll(List.of(more));
        return InProcess.run(arguments.toArray(String[]::new));
    }

    private JsonNode record() throws IOException {
        return new ObjectMapper().readTree(RunRecordListener.pathFor(matrix).toFile());
    }

    @ParameterizedTest
    @CsvSource({"page", "arrow"})
    void tellsTheDaysWithoutEvents(String reader) throws IOException {
        for (int day : new int[] {3, 7, 8, 12}) {
            Files.delete(events.resolve(name(day)));
        }
        String told = "no event on 4 days of the window: 2024-10-03, 2024-10-07 to 2024-10-08, 2024-10-12";
        Outcome built = build("2024-10-12T12:00:00Z", "--window", "10d", "--reader", reader);
        assertEquals(0, built.code(), built.err());
        assertTrue(built.err().contains("warning: " + told), built.err());
        assertEquals(
                "[{\"first\":\"2024-10-03\",\"last\":\"2024-10-03\"},{\"first\":\"2024-10-07\",\"last\":\"2024-10-08\"},"
                        + "{\"first\":\"2024-10-12\",\"last\":\"2024-10-12\"}]",
                record().get("missing_days").toString());
        byte[] before = Files.readAllBytes(matrix);

        Outcome refused = build("2024-10-12T12:00:00Z", "--window", "10d", "--reader", reader, "--require-days");
        assertEquals(ExitCode.INPUT.code(), refused.code(), refused.err());
        assertTrue(refused.err().contains("millrace: " + told + "; add the files of these days"), refused.err());
        assertArrayEquals(before, Files.readAllBytes(matrix));

        Outcome complete = build("2024-10-07", "--window", "3d", "--reader", reader, "--require-days");
        assertEquals(0, complete.code(), complete.err());
        assertFalse(complete.err().contains("no event"), complete.err());
    }

    @Test
    void tellsTheDaysOfAllWindows() throws IOException {
        Files.delete(events.resolve(name(4)));
        Files.delete(events.resolve(name(10)));
        Outcome built = build("2024-10-05,2024-10-12", "--window", "3d");
        assertEquals(0, built.code(), built.err());
        assertTrue(built.err().contains("no event on 2 days of the window: 2024-10-04, 2024-10-10\n"), built.err());
        Outcome between = build("2024-10-04,2024-10-09", "--window", "3d", "--require-days");
        assertEquals(0, between.code(), between.err());
    }

    @Test
    void refusesAFileThatIsALinkToAnother() throws IOException {
        Path link = Files.createSymbolicLink(events.resolve("latest.parquet"), events.resolve(name(12)));
        Outcome refused = build("2024-10-13", "--window", "12d");
        assertEquals(ExitCode.INPUT.code(), refused.code(), refused.err());
        assertTrue(
                refused.err().contains(events.resolve(name(12)) + " and " + link + " are the same file"),
                refused.err());
        assertFalse(Files.exists(matrix));
    }

    @Test
    void warnsOfFilesWithTheSameBytes() throws IOException {
        Path copy = Files.copy(events.resolve(name(5)), events.resolve("restored.parquet"));
        Outcome built = build("2024-10-13", "--window", "12d");
        assertEquals(0, built.code(), built.err());
        assertTrue(
                built.err()
                        .contains("warning: " + events.resolve(name(5)) + " and " + copy
                                + " hold the same bytes: their events count more than once; leave all but one out, or"
                                + " remove duplicate events with --deduplicate"),
                built.err());
        assertEquals(
                events.resolve(name(5)).toString(),
                record().at("/inputs/same_content/0/files/0").asText());
        assertEquals(
                copy.toString(), record().at("/inputs/same_content/0/files/1").asText());
        assertEquals("", build("2024-10-13", "--window", "12d", "--quiet").err());
    }
}
