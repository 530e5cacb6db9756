package io.millrace.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Lengths;
import io.millrace.core.feature.Times;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.UsedEvents;
import io.millrace.core.run.DayRange;
import io.millrace.core.run.Fate;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.Fingerprint;
import io.millrace.core.run.RowCounts;
import io.millrace.core.run.RunSummary;
import io.millrace.core.run.SameContent;
import io.millrace.core.validate.CheckResult;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Writes what a run did as JSON: {@code run.json}, which stands beside the matrix. Making a writer is the longer part of the work,
 * and can be done while the run is still at work.
 */
public final class RunRecordWriter {
    /** The version of the record's shape; it changes when a key changes its meaning or goes. */
    public static final int FORMAT_VERSION = 2;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode definition;

    /** @param set with the window in which it ran */
    public RunRecordWriter(FeatureSet set) {
        this.definition = DefinitionRecord.of(set);
    }

    /** The record as indented JSON, keys always in the same order; of the process it tells nothing. */
    public static String print(FeatureSet set, RunSummary summary) {
        return new RunRecordWriter(set).print(summary, ProcessRecord.UNKNOWN);
    }

    /** The record as indented JSON, keys always in the same order. */
    public String print(RunSummary summary, ProcessRecord process) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try {
            return JSON.writer(printer).writeValueAsString(record(summary, process)) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode record(RunSummary summary, ProcessRecord process) {
        EngineReport report = summary.report();
        FeaturePlan plan = summary.plan();
        ObjectNode record = NODES.objectNode();
        record.put("format_version", FORMAT_VERSION);
        record.set("versions", versions());
        record.set("command", texts(process.command()));
        record.set("feature_set", definition);
        record.set(RunRecordReader.AS_OF, asOfTimes(plan));
        record.set("windows", windows(plan));
        record.put("entities_from", key(summary.entities()));
        record.put("sample", summary.sample().share());
        record.set("deduplicated_by", deduplicatedBy(plan));
        record.set("inputs", inputs(summary));
        record.set("rows", counts(report.rows()));
        record.set("event_times", times(report));
        record.set("missing_days", days(report.missingDays()));
        record.put("non_finite_values", report.nonFinite());
        record.set("unlisted", unlisted(plan, report));
        record.set("used_by_day", usedByDay(report.used()));
        record.set("used_by_value", usedByValue(plan, report.used()));
        record.set(RunRecordReader.OUTPUT, output(summary));
        record.put("entities", report.entities());
        record.put("entities_without_events", report.entitiesWithoutEvents());
        record.set("defaulted", defaulted(plan, report));
        record.put("checks_passed", summary.checksPassed());
        record.set("checks", checks(summary.checks()));
        record.set("profile", ProfileRecord.columns(summary.profile()));
        record.set("highest_correlation", ProfileRecord.correlation(summary.profile()));
        record.set("seconds", seconds(summary));
        record.set("memory", memory(summary, process));
        record.set("threads", threads(report.splitsByThread()));
        record.set("spilled", spilled(report.spilled()));
        return record;
    }

    /**
     * What a matrix's file tells of itself, where its format has a place for it: the version of Millrace, the name and the hash
     * of the feature set, its window and the as-of times.
     */
    public Map<String, String> about(FeaturePlan plan) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("millrace.version", version());
        about.put("millrace.feature_set", definition.get("name").asText());
        about.put(
                "millrace.definition_sha256",
                definition.get(DefinitionRecord.HASH).asText());
        about.put("millrace.window", definition.get("window").asText());
        about.put(
                "millrace.as_of",
                plan.asOfTimes().stream()
                        .map(micros -> Times.toInstant(micros).toString())
                        .collect(Collectors.joining(",")));
        return about;
    }

    private static String version() {
        String version = RunRecordWriter.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static ObjectNode versions() {
        return NODES.objectNode()
                .put("millrace", version())
                .put("java", Runtime.version().toString())
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    private static ArrayNode texts(List<String> texts) {
        ArrayNode node = NODES.arrayNode();
        texts.forEach(node::add);
        return node;
    }

    private static ArrayNode asOfTimes(FeaturePlan plan) {
        ArrayNode times = NODES.arrayNode();
        plan.asOfTimes().forEach(micros -> times.add(Times.toInstant(micros).toString()));
        return times;
    }

    private static ArrayNode windows(FeaturePlan plan) {
        ArrayNode windows = NODES.arrayNode();
        for (WindowRange window : plan.windows()) {
            windows.addObject()
                    .put("length", length(window.length()))
                    .put("offset", length(window.offset()))
                    .put(
                            "earliest",
                            Times.toInstant(window.at(plan.asOfTimes().get(0)).start())
                                    .toString());
        }
        return windows;
    }

    private static String length(long micros) {
        return Lengths.print(Duration.of(micros, ChronoUnit.MICROS));
    }

    private static ArrayNode deduplicatedBy(FeaturePlan plan) {
        ArrayNode columns = NODES.arrayNode();
        plan.duplicates()
                .ifPresent(places -> places.forEach(
                        column -> columns.add(plan.reads().field(column).name())));
        return columns;
    }

    private static ObjectNode inputs(RunSummary summary) {
        ObjectNode inputs = NODES.objectNode().put("format", summary.events().format());
        inputs.put("bytes_read", summary.bytesRead());
        inputs.set(
                CsvRecord.KEY,
                summary.events()
                        .reading()
                        .filter(options -> summary.events().format().equals("csv"))
                        .<JsonNode>map(CsvRecord::of)
                        .orElse(NODES.nullNode()));
        ArrayNode files = inputs.putArray("files");
        Map<String, List<String>> missing = FeaturePipeline.missingColumns(summary.plan(), summary.events());
        for (InputFile file : summary.events().files()) {
            RowCounts counts = summary.report().rowsByFile().getOrDefault(file.name(), new RowCounts());
            ObjectNode node = file(summary, file);
            files.add(node);
            node.set("rows", counts(counts));
            ArrayNode lacking = node.putArray("missing_columns");
            missing.getOrDefault(file.name(), List.of()).forEach(lacking::add);
        }
        ArrayNode roster = inputs.putArray("roster");
        summary.roster().forEach(file -> roster.add(file(summary, file)));
        ArrayNode same = inputs.putArray("same_content");
        for (SameContent group : summary.sameContent()) {
            ObjectNode node = same.addObject();
            ArrayNode names = node.putArray("files");
            group.files().forEach(names::add);
            node.put("every_byte", group.everyByte());
        }
        return inputs;
    }

    private static ObjectNode file(RunSummary summary, InputFile file) {
        ObjectNode node = NODES.objectNode().put("name", file.name()).put("bytes", file.bytes());
        Fingerprint fingerprint = summary.fingerprints().get(file.name());
        if (fingerprint == null) {
            return node.putNull("modified").putNull("fingerprint");
        }
        return node.put("modified", fingerprint.modified().toString()).put("fingerprint", fingerprint.sha256());
    }

    private static JsonNode output(RunSummary summary) {
        return summary.output()
                .<JsonNode>map(file -> NODES.objectNode()
                        .put("name", String.valueOf(file.path().getFileName()))
                        .put("rows", summary.profile().rows())
                        .put("bytes", file.bytes())
                        .put("sha256", file.sha256()))
                .orElse(NODES.nullNode());
    }

    private static ArrayNode days(List<DayRange> ranges) {
        ArrayNode days = NODES.arrayNode();
        for (DayRange range : ranges) {
            days.addObject()
                    .put("first", range.first().toString())
                    .put("last", range.last().toString());
        }
        return days;
    }

    /** Every fate, and their sum. */
    private static ObjectNode counts(RowCounts counts) {
        ObjectNode node = NODES.objectNode().put("read", counts.read());
        for (Fate fate : Fate.values()) {
            node.put(key(fate), counts.get(fate));
        }
        return node;
    }

    private static ObjectNode times(EngineReport report) {
        ObjectNode node = NODES.objectNode();
        putTime(node, "earliest", report.earliest());
        putTime(node, "latest", report.latest());
        return node;
    }

    private static void putTime(ObjectNode node, String key, OptionalLong micros) {
        if (micros.isPresent()) {
            node.put(key, Times.toInstant(micros.getAsLong()).toString());
        } else {
            node.putNull(key);
        }
    }

    private static ArrayNode unlisted(FeaturePlan plan, EngineReport report) {
        ArrayNode columns = NODES.arrayNode();
        for (EngineReport.Unlisted unlisted : report.unlisted()) {
            ObjectNode node = columns.addObject()
                    .put("column", plan.reads().field(unlisted.column()).name())
                    .put("events", unlisted.events())
                    .put("overflown", unlisted.overflown());
            ObjectNode values = node.putObject("values");
            unlisted.values().forEach(values::put);
        }
        return columns;
    }

    private static ObjectNode usedByDay(UsedEvents used) {
        ObjectNode node = NODES.objectNode();
        node.put("first", used.firstDay().map(LocalDate::toString).orElse(null));
        ArrayNode events = node.putArray("events");
        used.byDay().forEach(events::add);
        return node;
    }

    private static ArrayNode usedByValue(FeaturePlan plan, UsedEvents used) {
        ArrayNode columns = NODES.arrayNode();
        for (UsedEvents.ByValue column : used.byValue()) {
            ObjectNode node = columns.addObject()
                    .put("column", plan.reads().field(column.column()).name())
                    .put("nulls", column.nulls())
                    .put("overflown", column.overflown());
            ObjectNode values = node.putObject("values");
            column.values().forEach(values::put);
        }
        return columns;
    }

    /** The features that have a default. */
    private static ObjectNode defaulted(FeaturePlan plan, EngineReport report) {
        ObjectNode node = NODES.objectNode();
        for (int i = 0; i < report.defaulted().size(); i++) {
            FeaturePlan.Feature feature = plan.features().get(i);
            if (feature.defaultValue().isPresent()) {
                node.put(feature.field().name(), report.defaulted().get(i));
            }
        }
        return node;
    }

    private static ArrayNode checks(List<CheckResult> results) {
        ArrayNode checks = NODES.arrayNode();
        for (CheckResult result : results) {
            checks.addObject()
                    .put("check", result.title())
                    .put("severity", CheckMapping.word(result.check().severity()))
                    .put("observed", result.observed())
                    .put("violations", result.violations())
                    .put("passed", result.passed());
        }
        return checks;
    }

    private static ObjectNode seconds(RunSummary summary) {
        ObjectNode node = NODES.objectNode();
        summary.phases().forEach((phase, took) -> node.put(key(phase), seconds(took)));
        return node.put("total", seconds(summary.took()));
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1_000.0;
    }

    private static ObjectNode memory(RunSummary summary, ProcessRecord process) {
        ObjectNode node = NODES.objectNode()
                .put("budget_bytes", summary.memory().bytes())
                .put("peak_bytes", summary.report().peakBytes());
        putBytes(node, "process_limit_bytes", process.limitBytes());
        putBytes(node, "process_peak_bytes", process.peakBytes());
        return node;
    }

    private static void putBytes(ObjectNode node, String key, OptionalLong bytes) {
        if (bytes.isPresent()) {
            node.put(key, bytes.getAsLong());
        } else {
            node.putNull(key);
        }
    }

    private static ObjectNode threads(List<Integer> splitsByThread) {
        ObjectNode node = NODES.objectNode().put("count", splitsByThread.size());
        ArrayNode splits = node.putArray("splits_taken");
        splitsByThread.forEach(splits::add);
        return node;
    }

    private static ObjectNode spilled(EngineReport.Spilled spilled) {
        return NODES.objectNode()
                .put("bytes", spilled.bytes())
                .put("runs", spilled.runs())
                .put("entities", spilled.entities());
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
