package io.millrace.core.json;

import java.util.List;

/**
 * The way from the whole of a JSON text to one value in it: {@code $} alone is the whole; {@code .name},
 * {@code ."any name"} and {@code ['any name']} lead to a member of an object, {@code [0]} to an element of an array.
 *
 * <p>A name without quotes is of letters, digits and {@code _}. Within quotes {@code \} makes the next character plain;
 * only the quote and {@code \} itself may follow it. There are no wildcards, filters or negative places.
 *
 * @param steps from the whole inwards; empty for the whole
 */
public record JsonPath(List<Step> steps) {
    public JsonPath {
        steps = List.copyOf(steps);
    }

    /** One step inwards. */
    public sealed interface Step {}

    /** To the member of that name of an object. */
    public record Member(String name) implements Step {}

    /** To an element of an array; the first is 0. */
    public record Element(int place) implements Step {
        public Element {
            if (place < 0) {
                throw new IllegalArgumentException("an element's place is 0 or above, not " + place);
            }
        }
    }

    /**
     * Reads a path as it is written.
     *
     * @throws IllegalArgumentException where the text is no path; the message tells what is wrong at which position
     */
    public static JsonPath parse(String text) {
        return new JsonPathParser(text).parse();
    }

    /** The path as it can be parsed again, every name in double quotes: {@code $."a"[0]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("$");
        for (Step step : steps) {
            if (step instanceof Element element) {
                text.append('[').append(element.place()).append(']');
            } else if (step instanceof Member member) {
                String escaped = member.name().replace("\\", "\\\\").replace("\"", "\\\"");
                text.append(".\"").append(escaped).append('"');
            }
        }
        return text.toString();
    }
}
