package io.millrace.yaml;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Lengths;
import io.millrace.core.feature.Parser;
import io.millrace.core.feature.Printer;
import io.millrace.core.feature.Validator;
import io.millrace.core.feature.Where;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** Writes feature sets as YAML, from which {@link FeatureSetReader} reads an equal set. */
public final class FeatureSetWriter {
    private static final YAMLFactory YAML = YAMLFactory.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .stringQuotingChecker(new TextQuotes())
            .build();

    private static final YAMLFactory QUOTED =
            YAML.rebuild().disable(YAMLGenerator.Feature.MINIMIZE_QUOTES).build();

    private final JsonGenerator out;

    private FeatureSetWriter(JsonGenerator out) {
        this.out = out;
    }

    /**
     * The set as YAML. Expressions keep the text in which they were written, lengths of time and shares do not.
     *
     * @param set made by a builder or read from a file, so that its names and checks are those that YAML can say
     */
    public static String write(FeatureSet set) {
        String text = write(set, YAML);
        // Texts of several lines stand as blocks, in which nothing can be escaped.
        return TextQuotes.hasBreak(text) ? write(set, QUOTED) : text;
    }

    private static String write(FeatureSet set, YAMLFactory yaml) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = yaml.createGenerator(text)) {
            new FeatureSetWriter(out).writeSet(set);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void writeSet(FeatureSet set) throws IOException {
        out.writeStartObject();
        out.writeStringField("feature_set", set.name());
        writeEntity(set.entity());
        out.writeStringField("time", set.time());
        out.writeStringField("window", Lengths.print(set.window()));
        if (!set.columns().isEmpty()) {
            out.writeObjectFieldStart("columns");
            for (Map.Entry<String, DataType> column : set.columns().entrySet()) {
                out.writeStringField(column.getKey(), column.getValue().sql());
            }
            out.writeEndObject();
        }
        if (set.where().isPresent()) {
            Where where = set.where().get();
            out.writeStringField("where", text(where.condition(), where.text()));
        }
        if (!set.validators().isEmpty()) {
            writeValidators(set.validators());
        }
        DefinitionWriter definitions = new DefinitionWriter(out);
        if (!set.lets().isEmpty()) {
            definitions.write("let", set.lets());
        }
        definitions.write("features", set.features());
        if (!set.checks().isEmpty()) {
            new CheckWriter(out).write(set.checks());
        }
        out.writeEndObject();
    }

    private void writeEntity(List<String> columns) throws IOException {
        if (columns.size() == 1) {
            out.writeStringField("entity", columns.get(0));
            return;
        }
        out.writeArrayFieldStart("entity");
        for (String column : columns) {
            out.writeString(column);
        }
        out.writeEndArray();
    }

    private void writeValidators(List<Validator> validators) throws IOException {
        out.writeObjectFieldStart("validators");
        for (Validator validator : validators) {
            if (validator instanceof Validator.Condition condition) {
                out.writeStringField(validator.name(), text(condition.expression(), condition.text()));
            } else if (validator instanceof Validator.Named named) {
                out.writeObjectFieldStart(validator.name());
                out.writeStringField("use", named.use());
                out.writeEndObject();
            }
        }
        out.writeEndObject();
    }

    /** The text as written where it says the expression, else the expression printed. */
    static String text(Expression expression, String written) {
        return Parser.parse("", written, problem -> {})
                .filter(expression::equals)
                .map(same -> written)
                .orElseGet(() -> Printer.print(expression));
    }
}
