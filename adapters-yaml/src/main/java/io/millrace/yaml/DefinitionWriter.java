package io.millrace.yaml;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.core.feature.Definition;
import io.millrace.core.feature.ForEach;
import io.millrace.core.feature.Lengths;
import io.millrace.core.feature.Windows;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Writes what stands under {@code let} and {@code features}. */
final class DefinitionWriter {
    private final JsonGenerator out;

    DefinitionWriter(JsonGenerator out) {
        this.out = out;
    }

    void write(String key, List<Definition> definitions) throws IOException {
        out.writeObjectFieldStart(key);
        for (Definition definition : definitions) {
            if (isBare(definition)) {
                out.writeStringField(definition.name(), expression(definition));
            } else {
                write(definition);
            }
        }
        out.writeEndObject();
    }

    /** Whether nothing is written but the expression. */
    private static boolean isBare(Definition definition) {
        return definition.each().isEmpty()
                && definition.windows().isEmpty()
                && definition.defaultValue().isEmpty()
                && definition.description().isEmpty();
    }

    private void write(Definition definition) throws IOException {
        out.writeObjectFieldStart(definition.name());
        if (!definition.each().isEmpty()) {
            writeEach(definition.each());
        }
        if (definition.windows().isPresent()) {
            writeWindows(definition.windows().get());
        }
        if (definition.defaultValue().isPresent()) {
            out.writeFieldName("default");
            ConstantWriter.write(definition.defaultValue().get(), out);
        }
        out.writeStringField("is", expression(definition));
        if (!definition.description().isEmpty()) {
            out.writeStringField("description", definition.description());
        }
        out.writeEndObject();
    }

    private static String expression(Definition definition) {
        return FeatureSetWriter.text(definition.expression(), definition.text());
    }

    private void writeEach(List<ForEach> columns) throws IOException {
        out.writeObjectFieldStart("for");
        for (ForEach column : columns) {
            out.writeArrayFieldStart(column.column());
            for (String value : column.values()) {
                out.writeString(value);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    /** An offset of nothing says that a {@code let} has the set's window, whoever uses it. */
    private void writeWindows(Windows windows) throws IOException {
        List<Duration> lengths = windows.lengths();
        if (windows.suffixed()) {
            out.writeArrayFieldStart("windows");
            for (Duration length : lengths) {
                out.writeString(Lengths.print(length));
            }
            out.writeEndArray();
        } else if (!lengths.isEmpty()) {
            out.writeStringField("window", Lengths.print(lengths.get(0)));
        }
        if (lengths.isEmpty() || !windows.offset().isZero()) {
            out.writeStringField("offset", Lengths.print(windows.offset()));
        }
    }
}
