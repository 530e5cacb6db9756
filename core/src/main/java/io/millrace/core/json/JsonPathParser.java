package io.millrace.core.json;

import io.millrace.core.json.JsonPath.Element;
import io.millrace.core.json.JsonPath.Member;
import io.millrace.core.json.JsonPath.Step;
import java.util.ArrayList;
import java.util.List;

/** Reads a {@link JsonPath} from left to right. */
final class JsonPathParser {
    private static final String EXAMPLE = "write it like $.name, $.\"any name\" or $.list[0]";

    private final String text;
    private int place;

    JsonPathParser(String text) {
        this.text = text;
    }

    JsonPath parse() {
        if (!skip('$')) {
            throw problem("a path begins with $");
        }
        List<Step> steps = new ArrayList<>();
        while (place < text.length()) {
            steps.add(step());
        }
        return new JsonPath(steps);
    }

    private Step step() {
        if (skip('.')) {
            return new Member(isNext('"') ? quoted() : plain());
        }
        if (!skip('[')) {
            throw problem("expected . or [");
        }
        Step step = isNext('"') || isNext('\'') ? new Member(quoted()) : new Element(number());
        if (!skip(']')) {
            throw problem("expected ]");
        }
        return step;
    }

    private String plain() {
        int from = place;
        while (place < text.length() && isPlain(text.codePointAt(place))) {
            place += Character.charCount(text.codePointAt(place));
        }
        if (from == place) {
            throw problem("expected a name of letters, digits and _, or one in double quotes");
        }
        return text.substring(from, place);
    }

    private static boolean isPlain(int codePoint) {
        return codePoint == '_' || Character.isLetterOrDigit(codePoint);
    }

    private String quoted() {
        int from = place;
        char quote = text.charAt(place++);
        StringBuilder name = new StringBuilder();
        while (!skip(quote)) {
            if (place == text.length()) {
                place = from;
                throw problem("the quote is not closed");
            }
            if (skip('\\') && !isNext(quote) && !isNext('\\')) {
                throw problem("only " + quote + " and \\ may follow a \\");
            }
            name.append(text.charAt(place++));
        }
        return name.toString();
    }

    private int number() {
        int from = place;
        long number = 0;
        while (place < text.length() && text.charAt(place) >= '0' && text.charAt(place) <= '9') {
            number = Math.min(number * 10 + text.charAt(place++) - '0', 1L << 32);
        }
        if (from == place) {
            throw problem("expected an element's place, 0 or above, or a name in quotes");
        }
        if (number > Integer.MAX_VALUE) {
            place = from;
            throw problem("no array has as many elements");
        }
        return (int) number;
    }

    private boolean isNext(char expected) {
        return place < text.length() && text.charAt(place) == expected;
    }

    private boolean skip(char expected) {
        boolean there = isNext(expected);
        place += there ? 1 : 0;
        return there;
    }

    private IllegalArgumentException problem(String what) {
        return new IllegalArgumentException(
                "the JSON path '" + text + "', position " + (place + 1) + ": " + what + "; " + EXAMPLE);
    }
}
