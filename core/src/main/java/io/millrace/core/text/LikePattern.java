package io.millrace.core.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of SQL's {@code like}: {@code %} stands for any text, also none, {@code _} for one code point, {@code \}
 * makes the next character plain. Capitals matter, and the whole text must match.
 *
 * <p>The parts between the {@code %} are looked for one after the other, each as early as it can be; none is looked for
 * again, so that the time is at most the length of the text times the length of the pattern.
 */
public final class LikePattern {
    /** Stands for {@code _}: a byte that UTF-8 does not have. */
    private static final byte ANY = (byte) 0xff;

    private final List<byte[]> parts = new ArrayList<>();

    /**
     * @throws IllegalArgumentException where nothing follows a {@code \}
     */
    public LikePattern(String pattern) {
        ByteArrayOutputStream part = new ByteArrayOutputStream();
        int place = 0;
        while (place < pattern.length()) {
            int next = pattern.codePointAt(place);
            place += Character.charCount(next);
            if (next == '%') {
                parts.add(part.toByteArray());
                part.reset();
            } else if (next == '_') {
                part.write(ANY);
            } else {
                if (next == '\\') {
                    next = escaped(pattern, place);
                    place += Character.charCount(next);
                }
                part.writeBytes(Character.toString(next).getBytes(StandardCharsets.UTF_8));
            }
        }
        parts.add(part.toByteArray());
    }

    private static int escaped(String pattern, int place) {
        if (place == pattern.length()) {
            throw new IllegalArgumentException("the pattern '" + pattern
                    + "' ends with a \\ that makes nothing plain; write \\\\ for the character");
        }
        return pattern.codePointAt(place);
    }

    /** Whether the text from {@code from} to before {@code to} matches. */
    public boolean matches(byte[] utf8, int from, int to) {
        byte[] first = parts.get(0);
        int place = end(first, utf8, from, to);
        int last = parts.size() - 1;
        if (last == 0 || place < 0) {
            return place == to;
        }
        for (int i = 1; i < last && place >= 0; i++) {
            place = find(parts.get(i), utf8, place, to);
        }
        return place >= 0 && endsWith(parts.get(last), utf8, place, to);
    }

    /** Where the part ends that begins at {@code from}; -1 where it does not match there. */
    private static int end(byte[] part, byte[] utf8, int from, int to) {
        int place = from;
        for (byte wanted : part) {
            if (place == to || wanted != ANY && wanted != utf8[place]) {
                return -1;
            }
            place = wanted == ANY ? CodePoints.next(utf8, place, to) : place + 1;
        }
        return place;
    }

    /** Where the part ends that begins earliest from {@code from} on; -1 where it is nowhere. */
    private static int find(byte[] part, byte[] utf8, int from, int to) {
        if (part.length == 0) {
            return from;
        }
        for (int start = from; start < to; start = CodePoints.next(utf8, start, to)) {
            int end = part[0] == ANY || part[0] == utf8[start] ? end(part, utf8, start, to) : -1;
            if (end >= 0) {
                return end;
            }
        }
        return -1;
    }

    private static boolean endsWith(byte[] part, byte[] utf8, int from, int to) {
        int place = to;
        for (int i = part.length - 1; i >= 0; i--) {
            if (place == from) {
                return false;
            }
            place = part[i] == ANY ? CodePoints.previous(utf8, from, place) : place - 1;
            if (part[i] != ANY && part[i] != utf8[place]) {
                return false;
            }
        }
        return true;
    }
}
