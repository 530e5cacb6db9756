package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.yaml.RunRecordListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExplainCommandTest {
    @TempDir
    static Path events;

    @BeforeAll
    static void simulate() {
        InProcess.done("generate", events.toString(), "--subscribers", "100", "--days", "4", "--seed", "8", "--quiet");
    }

    private static JsonNode explain(String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("explain", events.toString(), "--features"));
        arguments.addAll(List.of("streamflow-churn", "--as-of", "2024-10-05", "--format", "json"));
        arguments.addAll(List.of(more));
        return new ObjectMapper().readTree(InProcess.done(arguments.toArray(String[]::new)));
    }

    @Test
    void tellsWhatWouldBeReadAndComputed() throws Exception {
        JsonNode told = explain();

        List<List<String>> expected = Golden.query("select count(*), sum(total_compressed_size) from parquet_metadata('"
                + events + "/*.parquet') where path_in_schema in"
                + " ('user_id', 'timestamp', 'event_type', 'device_type', 'duration_seconds', 'revenue')");
        assertEquals(6, told.at("/read/columns").asInt());
        assertEquals(expected.get(0).get(1), told.at("/read/bytes").asText());
        assertEquals(
                Golden.query("select count(*) from '" + events + "/*.parquet'")
                        .get(0)
                        .get(0),
                told.at("/read/rows").asText());
        assertEquals(15, told.at("/computed/features").asInt());
        assertTrue(told.at("/computed/aggregations").asInt() > 10);
    }

    @Test
    void countsEventsThatAreHeldToFindDuplicates() throws Exception {
        JsonNode plain = explain("--expect", "100", "--threads", "2").at("/held");
        JsonNode held = explain("--expect", "100", "--threads", "2", "--deduplicate=user_id,timestamp")
                .at("/held");
        long rows = Long.parseLong(Golden.query("select count(*) from '" + events + "/*.parquet'")
                .get(0)
                .get(0));

        assertTrue(plain.at("/held_events").isMissingNode(), plain.toString());
        assertEquals(rows, held.at("/held_events").asLong(), held.toString());
        long each = held.at("/bytes_per_held_event").asLong();
        assertTrue(each > 6 * Long.BYTES && each < 1000, held.toString());
        long state = held.at("/fixed").asLong()
                + 100 * 2 * held.at("/bytes_per_entity").asLong();
        long events = held.at("/fixed").asLong() + 2 * rows * each;
        assertEquals(Math.max(2 * state, events), held.at("/needed").asLong(), held.toString());
        assertTrue(held.at("/needed").asLong() > plain.at("/needed").asLong());
    }

    @Test
    void tellsTheReaderOfEveryFile() throws Exception {
        JsonNode auto = explain().at("/readers/0");
        assertEquals("page reader", auto.at("/reader").asText());
        assertEquals(4, auto.at("/files").asInt());
        JsonNode arrow = explain("--reader", "arrow").at("/readers/0");
        assertEquals("Arrow Dataset, as asked for", arrow.at("/reader").asText());
        assertEquals(4, arrow.at("/files").asInt());
    }

    @Test
    void tellsWhatNoWindowNeeds() throws Exception {
        JsonNode read = explain("--window", "1d").at("/read");
        assertEquals(3, read.at("/skipped").asInt());
        assertTrue(read.at("/skipped_bytes").asLong() > 1000);
        assertTrue(read.at("/skipped_bytes").asLong() < read.at("/bytes").asLong());
        assertEquals(
                0, explain("--window", "1d", "--no-pruning").at("/read/skipped").asInt());
        assertEquals(0, explain().at("/read/skipped").asInt());
    }

    @Test
    void comparesWhatWouldBeHeldWithTheBudget() throws Exception {
        JsonNode many = explain("--expect", "2400000", "--memory", "512m");
        JsonNode few = explain("--expect", "100", "--memory", "512m");

        assertFalse(many.at("/held/fits").booleanValue());
        assertTrue(few.at("/held/fits").booleanValue());
        long perEntity = many.at("/held/bytes_per_entity").asLong()
                * many.at("/held/copies").asLong();
        assertEquals(
                perEntity * (2_400_000 - 100),
                many.at("/held/needed").asLong() - few.at("/held/needed").asLong());
    }

    /** Against the record of the build that follows. */
    @ParameterizedTest
    @CsvSource({"parquet,user", "csv,time"})
    void tellsFromASampleWhatABuildHolds(String form, String order, @TempDir Path folder) throws Exception {
        Path log = folder.resolve("events");
        Path matrix = folder.resolve("matrix.parquet");
        InProcess.done(
                "generate",
                log.toString(),
                "--subscribers",
                "2000",
                "--days",
                "20",
                "--seed",
                "8",
                "--quiet",
                "--order",
                order,
                "--format",
                form);
        List<String> asked =
                List.of(log + "/events_*", "--features", "streamflow-churn", "--as-of", "2024-10-21", "--threads", "2");
        JsonNode told = new ObjectMapper()
                .readTree(
                        InProcess.done(concat(List.of("explain"), asked, List.of("--calibrate", "--format", "json"))));
        InProcess.done(concat(List.of("build"), asked, List.of("--out", matrix.toString())));
        JsonNode record =
                new ObjectMapper().readTree(RunRecordListener.pathFor(matrix).toFile());

        JsonNode forecast = told.at("/forecast");
        assertNear(record.at("/entities").asDouble(), forecast.at("/entities").asDouble(), 1.02, told);
        assertNear(record.at("/rows/read").asDouble(), forecast.at("/rows").asDouble(), 1.05, told);
        assertNear(
                record.at("/memory/peak_bytes").asDouble(),
                forecast.at("/state").asDouble(),
                2,
                told);
        assertTrue(forecast.at("/takes").asDouble() > 0, told.toString());
        assertTrue(forecast.at("/sample_rows").asLong() < forecast.at("/rows").asLong(), told.toString());
        assertEquals(forecast.at("/entities"), told.at("/held/entities"));
    }

    private static void assertNear(double actual, double told, double factor, JsonNode report) {
        assertTrue(told <= actual * factor && told * factor >= actual, told + " for " + actual + ": " + report);
    }

    @SafeVarargs
    private static String[] concat(List<String>... parts) {
        return Stream.of(parts).flatMap(List::stream).toArray(String[]::new);
    }

    @Test
    void samplesNothingWhereNoWindowNeedsAnything() throws Exception {
        JsonNode told = new ObjectMapper()
                .readTree(InProcess.done(
                        "explain",
                        events.toString(),
                        "--features",
                        "streamflow-churn",
                        "--as-of",
                        "2030-01-01",
                        "--calibrate",
                        "--format",
                        "json"));

        assertEquals(0, told.at("/forecast/sample_splits").asInt(-1), told.toString());
        assertEquals(1, told.at("/forecast").size(), told.toString());
    }

    @Test
    void refusesWhatABuildWouldRefuse() {
        Outcome outcome =
                InProcess.run("explain", events.toString(), "--features", "streamflow-churn", "--as-of", "yesterday");

        assertEquals(2, outcome.code());
    }
}
