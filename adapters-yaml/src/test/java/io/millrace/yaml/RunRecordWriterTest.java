package io.millrace.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Check;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Severity;
import io.millrace.core.feature.Validator;
import io.millrace.core.matrix.ColumnProfile;
import io.millrace.core.matrix.Correlation;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.Entities;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.Phase;
import io.millrace.core.port.Sample;
import io.millrace.core.port.Split;
import io.millrace.core.port.UsedEvents;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.run.DayRange;
import io.millrace.core.run.Fate;
import io.millrace.core.run.Fingerprint;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.RowCounts;
import io.millrace.core.run.RunSummary;
import io.millrace.core.run.SameContent;
import io.millrace.core.validate.CheckResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunRecordWriterTest {
    static final FeatureSet SET = FeatureSet.builder("churn")
            .entity("user_id", "device")
            .time("at")
            .window("30d")
            .column("price", "decimal(9, 2)")
            .where("x <> 'bot'")
            .validate("positive", "price >= 0")
            .validate(new Validator.Named("own", "plausible"))
            .let("n_{x}", "count(*) filter (where x = :x)")
            .forEach("x", "a", "b")
            .let("spent", "sum(price)")
            .overEach("1d", "7d")
            .offset("2d")
            .feature("share", "n_a / (n_a + n_b)")
            .defaultTo(0.5)
            .describe("How many are a")
            .feature("spent", "spent_7d")
            .checkRange("share", 0, 1)
            .check(new Check.NotNull("share", Severity.WARN))
            .build();

    @Test
    void countsEveryRowOncePerFileAndInTotal() throws IOException {
        JsonNode record = record();
        List<String> expected = List.of(
                "read",
                "quarantined",
                "without_time",
                "before_window",
                "after_as_of",
                "excluded",
                "without_key",
                "not_in_sample",
                "not_in_roster",
                "refused",
                "duplicate",
                "used");
        List<String> keys = new ArrayList<>();
        record.get("rows").fieldNames().forEachRemaining(keys::add);
        assertEquals(expected, keys);
        long total = 0;
        for (String fate : expected.subList(1, expected.size())) {
            long files = 0;
            for (JsonNode file : record.get("inputs").get("files")) {
                files += file.get("rows").get(fate).asLong();
            }
            assertEquals(files, record.get("rows").get(fate).asLong(), fate);
            total += files;
        }
        assertEquals(total, record.get("rows").get("read").asLong());
        assertEquals(17, record.get("rows").get("read").asLong());
    }

    @Test
    void tellsWhatWasAskedForAndWhatCameOut() throws IOException {
        JsonNode record = record();
        assertEquals(2, record.get("format_version").asInt());
        assertEquals("churn", record.at("/feature_set/name").asText());
        assertEquals("30 days", record.at("/feature_set/window").asText());
        assertEquals(
                "[\"user_id\",\"device\"]", record.at("/feature_set/entity").toString());
        assertEquals("decimal(9, 2)", record.at("/feature_set/columns/price").asText());
        assertEquals("x <> 'bot'", record.at("/feature_set/where").asText());
        assertEquals(
                "price >= 0",
                record.at("/feature_set/validators/positive/expression").asText());
        assertEquals("plausible", record.at("/feature_set/validators/own/use").asText());
        assertEquals("b", record.at("/feature_set/let/n_{x}/for/x/1").asText());
        assertEquals(
                "{\"is\":\"sum(price)\",\"windows\":[\"1 day\",\"7 days\"],\"offset\":\"2 days\"}",
                record.at("/feature_set/let/spent").toString());
        assertEquals(
                "{\"is\":\"n_a / (n_a + n_b)\",\"default\":0.5,\"description\":\"How many are a\"}",
                record.at("/feature_set/features/share").toString());
        assertEquals(
                SET,
                FeatureSetReader.read(
                        "set.yaml", record.at("/feature_set/definition").asText()));
        assertEquals(
                "[\"2024-10-31T00:00:00Z\",\"2024-11-30T00:00:00Z\"]",
                record.get("as_of").toString());
        assertEquals(
                "{\"length\":\"30 days\",\"offset\":\"0 seconds\",\"earliest\":\"2024-10-01T00:00:00Z\"}",
                record.at("/windows/0").toString());
        assertEquals(
                "{\"length\":\"7 days\",\"offset\":\"2 days\",\"earliest\":\"2024-10-22T00:00:00Z\"}",
                record.at("/windows/1").toString());
        assertEquals("both", record.get("entities_from").asText());
        assertEquals(0.01, record.get("sample").asDouble());
        assertEquals("[\"at\",\"user_id\"]", record.get("deduplicated_by").toString());
        assertEquals(
                "[{\"column\":\"user_id\",\"events\":9,\"overflown\":false,\"values\":{\"7\":8,\"9\":1}}]",
                record.get("unlisted").toString());
        assertEquals("{\"share\":3}", record.get("defaulted").toString());
        assertEquals("fail", record.at("/checks/0/severity").asText());
        assertEquals("warn", record.at("/checks/1/severity").asText());
        assertEquals(
                "1970-01-01T00:00:00.000001Z",
                record.at("/event_times/earliest").asText());
        assertTrue(record.at("/event_times/latest").isNull());
        assertEquals(100, record.at("/inputs/files/0/bytes").asLong());
        assertEquals(
                "1970-01-01T00:00:00Z", record.at("/inputs/files/0/modified").asText());
        assertEquals("0123".repeat(16), record.at("/inputs/files/0/fingerprint").asText());
        assertTrue(record.at("/inputs/files/1/fingerprint").isNull());
        assertEquals(
                "[{\"name\":\"roster.csv\",\"bytes\":12,\"modified\":null,\"fingerprint\":null}]",
                record.at("/inputs/roster").toString());
        assertEquals(
                "{\"name\":\"m.parquet\",\"rows\":5,\"bytes\":77,\"sha256\":\"" + "cdef".repeat(16) + "\"}",
                record.get("output").toString());
        assertEquals(160, record.at("/inputs/bytes_read").asLong());
        assertEquals(
                "[{\"files\":[\"a.parquet\",\"b.parquet\"],\"every_byte\":true}]",
                record.at("/inputs/same_content").toString());
        assertEquals(
                "[{\"first\":\"2024-10-03\",\"last\":\"2024-10-05\"}]",
                record.get("missing_days").toString());
        assertEquals("[]", record.at("/inputs/files/0/missing_columns").toString());
        assertEquals("[\"at\"]", record.at("/inputs/files/1/missing_columns").toString());
        assertEquals(5, record.get("entities").asLong());
        assertEquals(2, record.get("entities_without_events").asLong());
        assertFalse(record.get("checks_passed").asBoolean());
        assertEquals(3, record.at("/checks/0/violations").asLong());
        assertEquals("min 0, max 2", record.at("/checks/0/observed").asText());
        assertEquals(7, record.at("/profile/0/min").asLong());
        assertEquals("1970-01-01T00:00:01Z", record.at("/profile/1/max").asText());
        assertTrue(record.at("/profile/1/mean").isNull());
        assertEquals(0.25, record.at("/profile/0/quantiles/0.05").asDouble());
        assertEquals(-0.5, record.at("/highest_correlation/value").asDouble());
        assertEquals(1.5, record.at("/seconds/read").asDouble());
        assertEquals(2.25, record.at("/seconds/total").asDouble());
        assertEquals(1L << 30, record.at("/memory/budget_bytes").asLong());
        assertEquals(1, record.at("/threads/splits_taken/1").asInt());
        assertEquals(1_000_000, record.at("/spilled/bytes").asLong());
        assertEquals(3, record.at("/spilled/runs").asInt());
        assertEquals(40, record.at("/spilled/entities").asLong());
    }

    /** A record in which every part has something. */
    static String printed() {
        return RunRecordWriter.print(SET, summary());
    }

    private static JsonNode record() throws IOException {
        return new ObjectMapper().readTree(printed());
    }

    static RunSummary summary() {
        Schema reads = Schema.of(Field.nullable("user_id", DataType.INT64), Field.nullable("at", DataType.TIMESTAMP));
        DataType type = DataType.FLOAT64;
        FeaturePlan plan = new FeaturePlan(
                        "churn",
                        reads,
                        List.of(0),
                        1,
                        List.of(
                                Window.micros(Instant.parse("2024-10-31T00:00:00Z")),
                                Window.micros(Instant.parse("2024-11-30T00:00:00Z"))),
                        true,
                        List.of(
                                WindowRange.of(Duration.ofDays(30), Duration.ZERO),
                                WindowRange.of(Duration.ofDays(7), Duration.ofDays(2))),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(new BoundExpression.Constant(type, 1.0), new BoundExpression.Constant(type, 2.0)),
                        List.of(
                                new FeaturePlan.Feature(
                                        Field.required("share", type),
                                        0,
                                        OptionalInt.of(1),
                                        Optional.of(new BoundExpression.Constant(type, 0.5))),
                                new FeaturePlan.Feature(Field.nullable("spent", type), 1)),
                        List.of(),
                        List.of(),
                        Optional.empty())
                .withoutDuplicates(List.of(reads.field(1), reads.field(0)));
        CheckResult failed = new CheckResult(SET.checks().get(0), "share in [0, 1]", 3, "min 0, max 2");
        CheckResult passed = new CheckResult(SET.checks().get(1), "share not null", 0, "no null");
        Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
        phases.put(Phase.READ, Duration.ofMillis(1_500));
        return new RunSummary(
                plan,
                new TwoFiles(),
                Entities.BOTH,
                new Sample(0.01),
                new MemoryBudget(1L << 30),
                report(),
                profile(),
                List.of(failed, passed),
                phases,
                Duration.ofMillis(2_250),
                160,
                List.of(new SameContent(List.of("a.parquet", "b.parquet"), true)),
                List.of(new InputFile("roster.csv", 12, OptionalLong.empty(), 1, List.of())),
                Map.of("a.parquet", new Fingerprint(Instant.EPOCH, "0123".repeat(16))),
                Optional.of(new WrittenFile(Path.of("out", "m.parquet"), 77, "cdef".repeat(16))));
    }

    private static EngineReport report() {
        Map<String, RowCounts> rows = new LinkedHashMap<>();
        RowCounts first = new RowCounts();
        first.add(Fate.USED, 10);
        first.add(Fate.WITHOUT_KEY, 2);
        RowCounts second = new RowCounts();
        second.add(Fate.USED, 4);
        second.add(Fate.BEFORE_WINDOW, 1);
        rows.put("a.parquet", first);
        rows.put("b.parquet", second);
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("7", 8L);
        values.put("9", 1L);
        return new EngineReport(
                rows,
                5,
                2,
                OptionalLong.of(1),
                OptionalLong.empty(),
                0,
                List.of(1, 1),
                4_096,
                List.of(3L, 0L),
                List.of(new EngineReport.Unlisted(0, values, 9, false)),
                List.of(new DayRange(LocalDate.of(2024, 10, 3), LocalDate.of(2024, 10, 5))),
                new EngineReport.Spilled(1_000_000, 3, 40),
                new UsedEvents(
                        Optional.of(LocalDate.of(2024, 10, 1)),
                        List.of(3L, 0L, 6L),
                        List.of(new UsedEvents.ByValue(0, Map.of("b", 7L), 2, false))));
    }

    private static MatrixProfile profile() {
        ColumnProfile key = new ColumnProfile(
                "user_id",
                DataType.INT64,
                5,
                0,
                Optional.of(7L),
                Optional.of(11L),
                OptionalDouble.of(9),
                OptionalDouble.of(1),
                List.of(0.1, 0.25, 1.0, 2.0, 3.0, 4.0, 5.0),
                5,
                true);
        ColumnProfile time = new ColumnProfile(
                "last",
                DataType.TIMESTAMP,
                5,
                1,
                Optional.of(0L),
                Optional.of(1_000_000L),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of(),
                4,
                true);
        return new MatrixProfile(5, List.of(key, time), List.of(new Correlation("user_id", "share", -0.5)));
    }

    /** Files without any rows to read. */
    private record TwoFiles() implements EventSource {
        @Override
        public String format() {
            return "parquet";
        }

        @Override
        public List<InputFile> files() {
            return List.of(
                    new InputFile("a.parquet", 100, OptionalLong.of(12), 1, List.of(column("user_id"), column("at"))),
                    new InputFile("b.parquet", 60, OptionalLong.of(5), 1, List.of(column("user_id"))));
        }

        private static InputFile.FileColumn column(String name) {
            return new InputFile.FileColumn(
                    name, "INT64", Optional.of(DataType.INT64), true, InputFile.Statistics.UNKNOWN);
        }

        @Override
        public Schema schema() {
            return new Schema(List.of());
        }

        @Override
        public List<Split> splits(Schema reads) {
            return List.of();
        }
    }
}
