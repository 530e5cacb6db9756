package io.millrace.yaml;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.core.feature.Check;
import io.millrace.core.feature.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes what stands under {@code checks}. */
final class CheckWriter {
    private final JsonGenerator out;

    CheckWriter(JsonGenerator out) {
        this.out = out;
    }

    void write(List<Check> checks) throws IOException {
        out.writeObjectFieldStart("checks");
        Map<String, List<List<Check>>> byKey = new LinkedHashMap<>();
        for (Check check : checks) {
            List<List<Check>> parts = byKey.computeIfAbsent(check.key(), key -> new ArrayList<>());
            if (parts.isEmpty() || parts.get(parts.size() - 1).get(0).severity() != check.severity()) {
                parts.add(new ArrayList<>());
            }
            parts.get(parts.size() - 1).add(check);
        }
        for (Map.Entry<String, List<List<Check>>> entry : byKey.entrySet()) {
            out.writeFieldName(entry.getKey());
            writeParts(entry.getValue());
        }
        out.writeEndObject();
    }

    /** The checks of one key: a map, or a list of maps where they differ in severity. */
    private void writeParts(List<List<Check>> parts) throws IOException {
        if (parts.size() == 1) {
            writePart(parts.get(0));
            return;
        }
        out.writeStartArray();
        for (List<Check> part : parts) {
            writePart(part);
        }
        out.writeEndArray();
    }

    private void writePart(List<Check> checks) throws IOException {
        out.writeStartObject();
        for (Check check : checks) {
            write(check);
        }
        List<Check.Share> shares = checks.stream()
                .filter(Check.Share.class::isInstance)
                .map(Check.Share.class::cast)
                .toList();
        if (!shares.isEmpty()) {
            out.writeArrayFieldStart("share");
            for (Check.Share share : shares) {
                write(share);
            }
            out.writeEndArray();
        }
        if (checks.get(0).severity() != Severity.FAIL) {
            out.writeStringField("severity", CheckMapping.word(checks.get(0).severity()));
        }
        out.writeEndObject();
    }

    /** All but shares, which stand together in a list. */
    private void write(Check check) throws IOException {
        if (check instanceof Check.Range range) {
            write("min", range.min());
            write("max", range.max());
        } else if (check instanceof Check.NotNull) {
            out.writeBooleanField("not_null", true);
        } else if (check instanceof Check.Unique) {
            out.writeBooleanField("unique", true);
        } else if (check instanceof Check.MaxDefault limit) {
            write("max_default", Optional.of(limit.limit()));
        } else if (check instanceof Check.Condition condition) {
            out.writeStringField("expression", FeatureSetWriter.text(condition.expression(), condition.text()));
        } else if (check instanceof Check.Named named) {
            out.writeStringField("use", named.use());
        } else if (check instanceof Check.Correlation correlation) {
            write("max", Optional.of(correlation.limit()));
        }
    }

    private void write(Check.Share share) throws IOException {
        out.writeStartObject();
        out.writeFieldName("value");
        ConstantWriter.write(share.value(), out);
        write("min", share.min());
        write("max", share.max());
        out.writeEndObject();
    }

    private void write(String key, Optional<Double> bound) throws IOException {
        if (bound.isPresent()) {
            out.writeFieldName(key);
            ConstantWriter.write(bound.get(), out);
        }
    }
}
