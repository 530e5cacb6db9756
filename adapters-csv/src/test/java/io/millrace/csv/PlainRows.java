package io.millrace.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a CSV file are, in plain loops over its bytes from the first to the last: commas, quotes, no escapes.
 *
 * @param rows their values, null or text; {@link #NO_TEXT} for what is not UTF-8
 * @param spans where they stand
 * @param bad the others
 * @param begins where rows, bad rows and lines that are neither begin, in order
 */
record PlainRows(List<List<@Nullable String>> rows, List<Span> spans, List<Bad> bad, List<Integer> begins) {
    /** Half of a character, which no text holds. */
    static final String NO_TEXT = "\ud800";

    /** Bytes of the file, without the line end. */
    record Span(int from, int to) {}

    /** A line that is no row: where it begins and what stands there. */
    record Bad(long line, long offset, String text) {}

    /**
     * @param from where the first row begins
     */
    static PlainRows of(byte[] file, int from, int fields, int mostRowBytes) {
        PlainRows all = new PlainRows(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int place = from;
        while (place < text.length()) {
            all.begins.add(place);
            List<@Nullable String> row = new ArrayList<>();
            int end = row(text, place, row);
            boolean empty = end == place;
            boolean fits = end >= 0 && end - place <= mostRowBytes && (row.size() == fields || empty);
            if (!fits) {
                end = lineEnd(text, place);
                int shown = Math.min(end, place + Math.min(mostRowBytes, 1 << 16));
                all.bad.add(new Bad(line(text, place), place, text.substring(place, shown)));
            } else if (row.size() == fields) {
                all.rows.add(row);
                all.spans.add(new Span(place, end));
            }
            place = text.startsWith("\r\n", end) ? end + 2 : end + 1;
        }
        return all;
    }

    /**
     * Where the row ends; -1 where its quotes are wrong.
     *
     * @param text its bytes as characters
     * @param row gets its values
     */
    static int row(String text, int from, List<@Nullable String> row) {
        int place = from;
        while (true) {
            StringBuilder field = new StringBuilder();
            boolean quoted = text.startsWith("\"", place);
            if (quoted) {
                place++;
                while (true) {
                    if (place >= text.length()) {
                        return -1;
                    } else if (text.startsWith("\"\"", place)) {
                        field.append('"');
                        place += 2;
                    } else if (text.charAt(place) == '"') {
                        place++;
                        break;
                    } else {
                        field.append(text.charAt(place++));
                    }
                }
                if (place < text.length() && ",\r\n".indexOf(text.charAt(place)) < 0) {
                    return -1;
                }
            } else {
                while (place < text.length() && ",\r\n".indexOf(text.charAt(place)) < 0) {
                    field.append(text.charAt(place++));
                }
            }
            row.add(field.isEmpty() && !quoted ? null : utf8(field.toString()));
            if (place >= text.length() || text.charAt(place) != ',') {
                return place;
            }
            place++;
        }
    }

    private static String utf8(String bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return NO_TEXT;
        }
    }

    private static int lineEnd(String text, int from) {
        int place = from;
        while (place < text.length() && "\r\n".indexOf(text.charAt(place)) < 0) {
            place++;
        }
        return place;
    }

    /** The line that begins at a place, from 1. */
    static long line(String text, int place) {
        return text.substring(0, place)
                        .replace("\r\n", "\n")
                        .chars()
                        .filter(c -> c == '\n' || c == '\r')
                        .count()
                + 1;
    }
}
