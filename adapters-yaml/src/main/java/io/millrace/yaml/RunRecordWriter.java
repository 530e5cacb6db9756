package io.millrace.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.core.event.DataType;
import io.millrace.core.feature.Definition;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Lengths;
import io.millrace.core.feature.Times;
import io.millrace.core.matrix.ColumnProfile;
import io.millrace.core.plan.Window;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.InputFile;
import io.millrace.core.run.Fate;
import io.millrace.core.run.ResourceException;
import io.millrace.core.run.RowCounts;
import io.millrace.core.run.RunSummary;
import io.millrace.core.validate.CheckResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Writes what a run did as JSON: {@code run.json}, which stands beside the matrix. */
public final class RunRecordWriter {
    /** The version of the record's shape; it changes when a key changes its meaning or goes. */
    public static final int FORMAT_VERSION = 1;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private RunRecordWriter() {}

    /**
     * Replaces the file atomically.
     *
     * @throws ResourceException where it cannot be written
     */
    public static void write(FeatureSet set, RunSummary summary, Path target) {
        Path aside = target.resolveSibling(target.getFileName() + ".part");
        try {
            try {
                Files.writeString(aside, print(set, summary));
                Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside);
            }
        } catch (IOException e) {
            throw new ResourceException("cannot write " + target + ": " + e.getMessage(), e);
        }
    }

    /** The record as indented JSON, keys always in the same order. */
    public static String print(FeatureSet set, RunSummary summary) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
        try {
            return JSON.writer(printer).writeValueAsString(record(set, summary)) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode record(FeatureSet set, RunSummary summary) {
        EngineReport report = summary.report();
        ObjectNode record = NODES.objectNode();
        record.put("format_version", FORMAT_VERSION);
        record.set("versions", versions());
        record.set("feature_set", definition(set));
        record.set("window", window(summary.plan().window()));
        record.set("inputs", inputs(summary));
        record.set("rows", counts(report.rows()));
        record.set("event_times", times(report));
        record.put("non_finite_values", report.nonFinite());
        record.put("entities", report.entities());
        record.put("entities_without_events", report.entitiesWithoutEvents());
        record.put("checks_passed", summary.checksPassed());
        record.set("checks", checks(summary.checks()));
        record.set("profile", profile(summary));
        record.set("highest_correlation", correlation(summary));
        record.set("seconds", seconds(summary));
        record.set("memory", memory(summary));
        record.set("threads", threads(report.splitsByThread()));
        return record;
    }

    private static ObjectNode versions() {
        String version = RunRecordWriter.class.getPackage().getImplementationVersion();
        return NODES.objectNode()
                .put("millrace", version == null ? "development" : version)
                .put("java", Runtime.version().toString())
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    }

    private static ObjectNode definition(FeatureSet set) {
        ObjectNode node = NODES.objectNode()
                .put("name", set.name())
                .put("entity", set.entity())
                .put("time", set.time())
                .put("window", Lengths.print(set.window()));
        node.put(RunRecordReader.DEFINITION, FeatureSetWriter.write(set));
        node.set("let", expressions(set.lets()));
        node.set("features", expressions(set.features()));
        return node;
    }

    private static ObjectNode expressions(List<Definition> definitions) {
        ObjectNode node = NODES.objectNode();
        for (Definition definition : definitions) {
            ObjectNode one = node.putObject(definition.name());
            one.put("is", FeatureSetWriter.text(definition.expression(), definition.text()));
            definition.each().ifPresent(each -> {
                ArrayNode values = one.putObject("for").putArray(each.column());
                each.values().forEach(values::add);
            });
        }
        return node;
    }

    private static ObjectNode window(Window window) {
        return NODES.objectNode()
                .put("start", window.startInstant().toString())
                .put("as_of", window.endInstant().toString())
                .put("days", window.days());
    }

    private static ObjectNode inputs(RunSummary summary) {
        ObjectNode inputs = NODES.objectNode().put("format", summary.events().format());
        inputs.put("bytes_read", summary.bytesRead());
        ArrayNode files = inputs.putArray("files");
        for (InputFile file : summary.events().files()) {
            RowCounts counts = summary.report().rowsByFile().getOrDefault(file.name(), new RowCounts());
            ObjectNode node = files.addObject().put("name", file.name()).put("bytes", file.bytes());
            node.set("rows", counts(counts));
        }
        return inputs;
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

    private static ArrayNode checks(List<CheckResult> results) {
        ArrayNode checks = NODES.arrayNode();
        for (CheckResult result : results) {
            checks.addObject()
                    .put("check", result.title())
                    .put("observed", result.observed())
                    .put("violations", result.violations())
                    .put("passed", result.passed());
        }
        return checks;
    }

    private static ArrayNode profile(RunSummary summary) {
        ArrayNode columns = NODES.arrayNode();
        for (ColumnProfile profile : summary.profile().columns()) {
            ObjectNode node = columns.addObject()
                    .put("column", profile.name())
                    .put("type", profile.type().sql())
                    .put("rows", profile.rows())
                    .put("nulls", profile.nulls())
                    .put("constant", profile.isConstant())
                    .put("distinct", profile.distinct())
                    .put("distinct_exact", profile.distinctExact());
            putValue(node, "min", profile.type(), profile.min());
            putValue(node, "max", profile.type(), profile.max());
            putNumber(node, "mean", profile.mean());
            putNumber(node, "deviation", profile.deviation());
            ObjectNode quantiles = node.putObject("quantiles");
            for (int i = 0; i < profile.quantiles().size(); i++) {
                quantiles.put(
                        ColumnProfile.QUANTILES.get(i).toString(),
                        profile.quantiles().get(i));
            }
        }
        return columns;
    }

    private static void putValue(ObjectNode node, String key, DataType type, Optional<Object> value) {
        Object found = value.orElse(null);
        if (found instanceof Long micros && type == DataType.TIMESTAMP) {
            node.put(key, Times.toInstant(micros).toString());
        } else {
            node.putPOJO(key, found);
        }
    }

    private static void putNumber(ObjectNode node, String key, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(key, value.getAsDouble());
        } else {
            node.putNull(key);
        }
    }

    private static ObjectNode correlation(RunSummary summary) {
        return summary.profile()
                .strongest()
                .map(strongest -> NODES.objectNode()
                        .put("left", strongest.left())
                        .put("right", strongest.right())
                        .put("value", strongest.value()))
                .orElseGet(NODES::objectNode);
    }

    private static ObjectNode seconds(RunSummary summary) {
        ObjectNode node = NODES.objectNode();
        summary.phases().forEach((phase, took) -> node.put(key(phase), seconds(took)));
        return node.put("total", seconds(summary.took()));
    }

    private static double seconds(Duration took) {
        return took.toMillis() / 1_000.0;
    }

    private static ObjectNode memory(RunSummary summary) {
        return NODES.objectNode()
                .put("budget_bytes", summary.memory().bytes())
                .put("peak_bytes", summary.report().peakBytes());
    }

    private static ObjectNode threads(List<Integer> splitsByThread) {
        ObjectNode node = NODES.objectNode().put("count", splitsByThread.size());
        ArrayNode splits = node.putArray("splits_taken");
        splitsByThread.forEach(splits::add);
        return node;
    }

    private static String key(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
