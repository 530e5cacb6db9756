package io.millrace.core.contract;

import io.millrace.core.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON text (RFC 8259) into maps, lists, texts (strings, and numbers as written), truth values and {@link
 * #NOTHING}, then takes the steps of a path.
 */
final class ReferenceJson {
    private static final Object NOTHING = new Object();
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final String ESCAPED = "\"\\/bfnrt";
    private static final String ESCAPES = "\"\\/\b\f\n\r\t";

    private final String text;
    private int place;

    private ReferenceJson(String text) {
        this.text = text;
    }

    /** Where the text is no JSON. */
    private static final class NoJson extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    static @Nullable Object value(String text, String path) {
        Object value;
        try {
            value = new ReferenceJson(text).whole();
        } catch (NoJson e) {
            return null;
        }
        for (JsonPath.Step step : JsonPath.parse(path).steps()) {
            value = step(value, step);
        }
        return value instanceof String || value instanceof Boolean ? value.toString() : null;
    }

    private static Object step(Object value, JsonPath.Step step) {
        if (step instanceof JsonPath.Member member) {
            return value instanceof Map<?, ?> map && map.containsKey(member.name()) ? map.get(member.name()) : NOTHING;
        }
        int element = ((JsonPath.Element) step).place();
        return value instanceof List<?> list && element < list.size() ? list.get(element) : NOTHING;
    }

    private Object whole() {
        Object value = next();
        require(place == text.length());
        return value;
    }

    private static void require(boolean good) {
        if (!good) {
            throw new NoJson();
        }
    }

    private Object next() {
        space();
        require(place < text.length());
        Object value = switch (text.charAt(place)) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NOTHING);
            default -> number();
        };
        space();
        return value;
    }

    private void space() {
        while (place < text.length() && " \t\n\r".indexOf(text.charAt(place)) >= 0) {
            place++;
        }
    }

    private boolean skip(char expected) {
        boolean there = place < text.length() && text.charAt(place) == expected;
        place += there ? 1 : 0;
        return there;
    }

    private Object object() {
        Map<String, Object> members = new LinkedHashMap<>();
        skip('{');
        space();
        if (skip('}')) {
            return members;
        }
        do {
            space();
            String name = string();
            space();
            require(skip(':'));
            members.put(name, next());
        } while (skip(','));
        require(skip('}'));
        return members;
    }

    private Object array() {
        List<Object> elements = new ArrayList<>();
        skip('[');
        space();
        if (skip(']')) {
            return elements;
        }
        do {
            elements.add(next());
        } while (skip(','));
        require(skip(']'));
        return elements;
    }

    private String string() {
        require(skip('"'));
        StringBuilder value = new StringBuilder();
        while (!skip('"')) {
            require(place < text.length() && text.charAt(place) >= ' ');
            value.append(skip('\\') ? escaped() : text.charAt(place++));
        }
        return value.toString();
    }

    private char escaped() {
        require(place < text.length());
        int known = ESCAPED.indexOf(text.charAt(place));
        if (known >= 0) {
            place++;
            return ESCAPES.charAt(known);
        }
        require(skip('u') && place + 4 <= text.length());
        String digits = text.substring(place, place + 4);
        require(digits.matches("[0-9a-fA-F]{4}"));
        place += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    private Object word(String word, Object value) {
        require(text.startsWith(word, place));
        place += word.length();
        return value;
    }

    private Object number() {
        Matcher matcher = NUMBER.matcher(text).region(place, text.length());
        require(matcher.lookingAt());
        place = matcher.end();
        return matcher.group();
    }
}
