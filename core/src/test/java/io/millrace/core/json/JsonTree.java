package io.millrace.core.json;

import io.millrace.core.json.JsonPath.Element;
import io.millrace.core.json.JsonPath.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The value at a path, by reading the whole text into maps and lists: the oracle for {@link JsonValue}. */
public final class JsonTree {
    private static final Pattern TOKEN = Pattern.compile(
            "[ \\t\\r\\n]*(?:([\\[\\]{},:])|(\"(?:[^\"\\\\\\x00-\\x1f]|\\\\[\"\\\\/bfnrt]|\\\\u[0-9a-fA-F]{4})*+\")"
                    + "|(-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null))");

    private final Matcher tokens;
    private final String text;
    private int place;

    private JsonTree(String text) {
        this.text = text;
        this.tokens = TOKEN.matcher(text);
    }

    /** What {@code json_value} gives; null where the text is no JSON. */
    public static @Nullable String value(String text, String path) {
        Object value;
        try {
            value = new JsonTree(text).whole();
        } catch (IllegalStateException e) {
            return null;
        }
        for (JsonPath.Step step : JsonPath.parse(path).steps()) {
            if (step instanceof Member member && value instanceof Map<?, ?> members) {
                value = members.get(member.name());
            } else if (step instanceof Element element && value instanceof List<?> elements) {
                value = element.place() < elements.size() ? elements.get(element.place()) : null;
            } else {
                return null;
            }
        }
        return value instanceof String scalar && !scalar.equals("null")
                ? scalar.startsWith("\"") ? unquoted(scalar) : scalar
                : null;
    }

    private Object whole() {
        Object value = value(token());
        if (!text.substring(place).matches("[ \\t\\r\\n]*")) {
            throw new IllegalStateException("rest");
        }
        return value;
    }

    private String token() {
        tokens.region(place, text.length());
        if (!tokens.lookingAt()) {
            throw new IllegalStateException("no token at " + place);
        }
        place = tokens.end();
        return tokens.group().strip();
    }

    private Object value(String first) {
        if (first.equals("{")) {
            return members();
        }
        if (first.equals("[")) {
            return elements();
        }
        if (first.length() == 1 && "]},:".contains(first)) {
            throw new IllegalStateException(first);
        }
        if (first.startsWith("\"")) {
            unquoted(first);
        }
        return first;
    }

    private Map<String, Object> members() {
        Map<String, Object> members = new HashMap<>();
        String token = token();
        while (!token.equals("}")) {
            if (!token.startsWith("\"")) {
                throw new IllegalStateException(token);
            }
            String name = unquoted(token);
            require(token().equals(":"));
            members.putIfAbsent(name, value(token()));
            token = token();
            if (token.equals(",")) {
                token = token();
                require(!token.equals("}"));
            } else {
                require(token.equals("}"));
            }
        }
        return members;
    }

    private List<Object> elements() {
        List<Object> elements = new ArrayList<>();
        String token = token();
        while (!token.equals("]")) {
            elements.add(value(token));
            token = token();
            if (token.equals(",")) {
                token = token();
                require(!token.equals("]"));
            } else {
                require(token.equals("]"));
            }
        }
        return elements;
    }

    private static String unquoted(String token) {
        StringBuilder result = new StringBuilder();
        for (int i = 1; i < token.length() - 1; i++) {
            if (token.charAt(i) != '\\') {
                result.append(token.charAt(i));
            } else if (token.charAt(++i) == 'u') {
                result.append((char) Integer.parseInt(token.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                int kind = "bfnrt".indexOf(token.charAt(i));
                result.append(kind < 0 ? token.charAt(i) : "\b\f\n\r\t".charAt(kind));
            }
        }
        // a surrogate without its other half is no character
        require(result.codePoints().noneMatch(point -> point >= 0xd800 && point <= 0xdfff));
        return result.toString();
    }

    private static void require(boolean good) {
        if (!good) {
            throw new IllegalStateException();
        }
    }
}
