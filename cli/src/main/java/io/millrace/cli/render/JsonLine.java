package io.millrace.cli.render;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as JSON on one line. */
public final class JsonLine {
    private JsonLine() {}

    /** An object with its members in the order of the map. */
    public static String of(Map<String, ? extends @Nullable Object> object) {
        return object.entrySet().stream()
                .map(member -> text(member.getKey()) + ": " + value(member.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    /** Null for a number that JSON does not have. */
    static String value(@Nullable Object value) {
        if (value == null || value instanceof Double number && !Double.isFinite(number)) {
            return "null";
        } else if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(member -> text(String.valueOf(member.getKey())) + ": " + value(member.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        } else if (value instanceof Collection<?> values) {
            return values.stream().map(JsonLine::value).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String string ? text(string) : Values.plain(value);
    }

    static String text(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.append('"').toString();
    }
}
