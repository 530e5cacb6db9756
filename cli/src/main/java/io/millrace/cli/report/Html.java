package io.millrace.cli.report;

import io.millrace.core.text.PlainText;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * HTML as it is written, tag by tag. Every text and every value of an attribute is escaped here and nowhere else, so that
 * no name and no path of a user becomes markup.
 */
final class Html {
    private final StringBuilder out = new StringBuilder();

    /**
     * @param attributes names and values in turn
     */
    Html open(String tag, String... attributes) {
        start(tag, attributes);
        out.append('>');
        return this;
    }

    /** An element that never holds anything. */
    Html empty(String tag, String... attributes) {
        start(tag, attributes);
        out.append("/>");
        return this;
    }

    private void start(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            escape(PlainText.of(attributes[i + 1]));
            out.append('"');
        }
    }

    Html close(String... tags) {
        for (String tag : tags) {
            out.append("</").append(tag).append('>');
        }
        return line();
    }

    /** Text on one line; what would move cursors or turn letters around stands as an escape. */
    Html text(String text) {
        escape(PlainText.line(text));
        return this;
    }

    /** Text of several lines. */
    Html lines(String text) {
        escape(PlainText.of(text));
        return this;
    }

    /** An element that holds nothing but text. */
    Html element(String tag, String text, String... attributes) {
        open(tag, attributes).text(text);
        out.append("</").append(tag).append('>');
        return this;
    }

    /**
     * A value for people that carries the value for machines.
     *
     * @param at where it stands in the twin, as a JSON pointer
     */
    Html value(String at, @Nullable Object value, String shown) {
        return element("data", shown, "value", plain(value), "data-at", at);
    }

    /** A text that stands in the twin as it is. */
    Html value(String at, String text) {
        return value(at, text, text);
    }

    /** The same for a text of several lines. */
    Html valueOfLines(String at, String text) {
        open("data", "value", text, "data-at", at).lines(text);
        out.append("</data>");
        return this;
    }

    private static String plain(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    /** Markup of ours, as it is. */
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    Html line() {
        out.append('\n');
        return this;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    /** A part of a JSON pointer (RFC 6901). */
    static String pointer(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
