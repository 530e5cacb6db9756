package io.millrace.yaml;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.millrace.core.event.DataType;
import io.millrace.core.feature.Check;
import io.millrace.core.feature.Definition;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.ForEach;
import io.millrace.core.feature.Lengths;
import io.millrace.core.feature.Parser;
import io.millrace.core.feature.Printer;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes feature sets as YAML, from which {@link FeatureSetReader} reads an equal set. */
public final class FeatureSetWriter {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .stringQuotingChecker(new LineBreakQuotes())
            .build();

    private final JsonGenerator out;

    private FeatureSetWriter(JsonGenerator out) {
        this.out = out;
    }

    /**
     * The set as YAML. Expressions keep the text in which they were written.
     *
     * @param set made by a builder or read from a file, so that its names and checks are those that YAML can say
     */
    public static String write(FeatureSet set) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = YAML.createGenerator(text)) {
            new FeatureSetWriter(out).writeSet(set);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void writeSet(FeatureSet set) throws IOException {
        out.writeStartObject();
        out.writeStringField("feature_set", set.name());
        out.writeStringField("entity", set.entity());
        out.writeStringField("time", set.time());
        out.writeStringField("window", Lengths.print(set.window()));
        if (!set.columns().isEmpty()) {
            out.writeObjectFieldStart("columns");
            for (Map.Entry<String, DataType> column : set.columns().entrySet()) {
                out.writeStringField(column.getKey(), column.getValue().sql());
            }
            out.writeEndObject();
        }
        if (!set.lets().isEmpty()) {
            writeDefinitions("let", set.lets());
        }
        writeDefinitions("features", set.features());
        if (!set.checks().isEmpty()) {
            writeChecks(set.checks());
        }
        out.writeEndObject();
    }

    private void writeDefinitions(String key, List<Definition> definitions) throws IOException {
        out.writeObjectFieldStart(key);
        for (Definition definition : definitions) {
            String expression = text(definition.expression(), definition.text());
            if (definition.each().isEmpty() && definition.description().isEmpty()) {
                out.writeStringField(definition.name(), expression);
                continue;
            }
            out.writeObjectFieldStart(definition.name());
            if (definition.each().isPresent()) {
                writeEach(definition.each().get());
            }
            out.writeStringField("is", expression);
            if (!definition.description().isEmpty()) {
                out.writeStringField("description", definition.description());
            }
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private void writeEach(ForEach each) throws IOException {
        out.writeObjectFieldStart("for");
        out.writeArrayFieldStart(each.column());
        for (String value : each.values()) {
            out.writeString(value);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    /** The checks of one key stand together in the list. */
    private void writeChecks(List<Check> checks) throws IOException {
        out.writeObjectFieldStart("checks");
        Optional<String> open = Optional.empty();
        for (Check check : checks) {
            if (!open.equals(Optional.of(check.key()))) {
                if (open.isPresent()) {
                    out.writeEndObject();
                }
                out.writeObjectFieldStart(check.key());
                open = Optional.of(check.key());
            }
            writeCheck(check);
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private void writeCheck(Check check) throws IOException {
        if (check instanceof Check.Range range) {
            writeBound("min", range.min());
            writeBound("max", range.max());
        } else if (check instanceof Check.NotNull) {
            out.writeBooleanField("not_null", true);
        } else if (check instanceof Check.Condition condition) {
            out.writeStringField("expression", text(condition.expression(), condition.text()));
        } else if (check instanceof Check.Correlation correlation) {
            writeBound("limit", Optional.of(correlation.limit()));
        }
    }

    private void writeBound(String key, Optional<Double> bound) throws IOException {
        if (bound.isPresent()) {
            double value = bound.get();
            out.writeFieldName(key);
            if (value == Math.rint(value) && Math.abs(value) < 1e15) {
                out.writeNumber((long) value);
            } else {
                out.writeNumber(value);
            }
        }
    }

    /** The text as written where it says the expression, else the expression printed. */
    static String text(Expression expression, String written) {
        return Parser.parse("", written, problem -> {})
                .filter(expression::equals)
                .map(same -> written)
                .orElseGet(() -> Printer.print(expression));
    }
}
