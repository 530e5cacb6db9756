package io.millrace.csv;

import io.millrace.core.port.BadRow;
import io.millrace.core.text.PlainText;
import io.millrace.core.text.RawText;

/** Says what is wrong with a row. */
final class BadRowText {
    /** More bytes of a value than are shown. */
    static final int MOST_VALUE_BYTES = 1 << 10;

    private static final int MOST_VALUE = 60;
    private static final int BEFORE = 50;
    private static final int BEHIND = 50;

    private BadRowText() {}

    /**
     * A value that does not fit, in words.
     *
     * @param value its first {@link #MOST_VALUE_BYTES}
     */
    static String reason(byte[] value, String problem) {
        Utf8 utf8 = new Utf8();
        String shown = PlainText.line(utf8.text(value, 0, value.length));
        if (shown.length() > MOST_VALUE) {
            shown = shown.substring(0, MOST_VALUE) + "…";
        }
        return "\"" + shown + "\" is " + problem;
    }

    /**
     * The message of the error that ends a run.
     *
     * @param from where the row begins in the bytes
     * @param place what the caret points at
     */
    static String message(BadRow row, byte[] bytes, int from, int place, int to) {
        String column = row.column().isEmpty() ? "" : ", column " + PlainText.line(row.column());
        String separator = row.reason().startsWith("field ") ? ", " : ": ";
        return row.file() + ", line " + row.line() + column + separator + row.reason() + "\n"
                + line(bytes, from, place, to)
                + "\ncorrect the row, or have such rows set aside with --quarantine DIR";
    }

    /** The row, or what is about the place of it, with a caret below that. */
    static String line(byte[] bytes, int from, int place, int to) {
        int first = boundary(bytes, Math.max(from, place - BEFORE), to);
        int last = boundary(bytes, Math.min(to, place + BEHIND), to);
        String before = (first > from ? "  …" : "  ") + RawText.of(bytes, first, place);
        String behind = RawText.of(bytes, place, last) + (last < to ? "…" : "");
        return before + behind + "\n" + " ".repeat(before.codePointCount(0, before.length())) + "^";
    }

    /** The first place from there on that no code point goes on at. */
    private static int boundary(byte[] bytes, int place, int to) {
        int boundary = place;
        while (boundary < to && (bytes[boundary] & 0xc0) == 0x80) {
            boundary++;
        }
        return boundary;
    }
}
