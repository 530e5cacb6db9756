package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.feature.Validator;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ForwardingSource;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.run.DayRange;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.RunSummary;
import io.millrace.core.run.SameContent;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.StreamflowSimulator;
import io.millrace.engine.arrow.ArrowFeatureEngine;
import io.millrace.engine.arrow.table.ArrowMatrix;
import io.millrace.yaml.RunRecordWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

/** The page on the record of a run describes every key that there is, and no other. */
class RunRecordReferenceTest {
    @Test
    void describesEveryKey() throws IOException {
        TreeSet<String> actual = new TreeSet<>();
        collect("", new ObjectMapper().readTree(record()), actual);
        TreeSet<String> described = new TreeSet<>();
        String page = String.join("\n", Page.at("docs/reference/run-record.md").prose());
        Pattern.compile("^\\| `([a-zA-Z0-9_.\\[\\]]+)`", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .forEach(row -> described.add(row.group(1)));
        assertEquals(String.join("\n", actual), String.join("\n", described));
    }

    private static String record() {
        StreamflowSimulator events = new StreamflowSimulator(SimulatorSettings.of(20, 2, 1));
        RunRequest request = RunRequest.of(StreamflowChurn.featureSet(), events, Instant.parse("2024-10-03T00:00:00Z"))
                .withRoster(events.roster());
        try (RootAllocator allocator = new RootAllocator();
                ArrowMatrix matrix = new ArrowMatrix(allocator)) {
            RunSummary summary =
                    new FeaturePipeline(new ArrowFeatureEngine(), RunListener.NONE).run(request, matrix.sink());
            return RunRecordWriter.print(everyPart(), withEveryPart(summary));
        }
    }

    private static FeatureSet everyPart() {
        return FeatureSet.builder("every part")
                .entity("user_id")
                .time("timestamp")
                .window("7d")
                .column("revenue", "double")
                .where("country <> 'AT'")
                .validate("positive", "revenue >= 0")
                .validate(new Validator.Named("own", "plausible"))
                .let("count_{event_type}", "count(*) filter (where event_type = :event_type)")
                .forEach("event_type", "search")
                .overEach("1d", "7d")
                .offset("1d")
                .describe("Events by type")
                .feature("of_{event_type}", "count(*) filter (where event_type = :event_type)")
                .forEach("event_type", "search")
                .over("1d")
                .offset("1d")
                .defaultTo(0)
                .describe("Events by type")
                .build();
    }

    /** What the engine did, as if it had been asked for the whole set. */
    private static RunSummary withEveryPart(RunSummary run) {
        EngineReport report = run.report();
        FeaturePlan plan = run.plan();
        Field field = Field.required("of_search", DataType.INT64);
        BoundExpression.Constant zero = new BoundExpression.Constant(DataType.INT64, 0L);
        FeaturePlan.Feature feature = new FeaturePlan.Feature(field, 0, OptionalInt.of(0), Optional.of(zero));
        return new RunSummary(
                new FeaturePlan(
                        plan.name(),
                        plan.reads(),
                        plan.keys(),
                        plan.time(),
                        plan.asOfTimes(),
                        plan.asOfColumn(),
                        plan.windows(),
                        plan.where(),
                        plan.validators(),
                        plan.filters(),
                        plan.aggregations(),
                        plan.steps(),
                        List.of(feature),
                        List.of(),
                        plan.breakdowns(),
                        plan.duplicates()),
                new AsCsv(run.events()),
                run.entities(),
                run.sample(),
                run.memory(),
                new EngineReport(
                        report.rowsByFile(),
                        report.entities(),
                        report.entitiesWithoutEvents(),
                        report.earliest(),
                        report.latest(),
                        report.nonFinite(),
                        report.splitsByThread(),
                        report.peakBytes(),
                        List.of(3L),
                        List.of(new EngineReport.Unlisted(0, Map.of("share", 4L), 4, false)),
                        List.of(new DayRange(LocalDate.EPOCH, LocalDate.EPOCH)),
                        report.spilled(),
                        report.used()),
                run.profile(),
                run.checks(),
                run.phases(),
                run.took(),
                run.bytesRead(),
                List.of(new SameContent(List.of("a.parquet", "b.parquet"), true)),
                run.roster(),
                run.fingerprints(),
                Optional.of(new WrittenFile(Path.of("m.parquet"), 1, "00")));
    }

    /** Events that play a CSV file. */
    private static final class AsCsv extends ForwardingSource {
        AsCsv(EventSource events) {
            super(events);
        }

        @Override
        public String format() {
            return "csv";
        }

        @Override
        public Optional<ReadOptions> reading() {
            return Optional.of(ReadOptions.of(Map.of("revenue", DataType.FLOAT64)));
        }
    }

    /** Keys by their path; those below a map of names (features, fates, phases …) as {@code NAME}. */
    private static void collect(String path, JsonNode node, TreeSet<String> keys) {
        if (node.isArray()) {
            node.forEach(element -> collect(path + "[]", element, keys));
            if (node.isEmpty() || !node.get(0).isContainerNode()) {
                keys.add(path + "[]");
            }
            return;
        }
        Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            boolean named = path.matches(
                    "(feature_set|inputs\\.csv)\\.(let|features|columns|validators)|.*(\\.(for|quantiles|values)|defaulted)");
            String key = (path.isEmpty() ? "" : path + ".") + (named ? "NAME" : field.getKey());
            boolean counts = key.matches(".*\\brows") && field.getValue().isObject();
            if (counts || !field.getValue().isContainerNode()) {
                keys.add(key);
            }
            if (!counts) {
                collect(key, field.getValue(), keys);
            }
        }
    }
}
