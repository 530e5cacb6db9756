package io.millrace.core.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Any bytes as one line of text from which they can be told again: UTF-8 text stands for itself, a backslash is doubled, line
 * ends and tabs are {@code \n}, {@code \r} and {@code \t}, other control characters and bytes that are no UTF-8 are {@code \x} and two
 * hexadecimal digits.
 */
public final class RawText {
    private static final int LONGEST_CODE_POINT = 4;

    private RawText() {}

    public static String of(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from + 16);
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        int place = from;
        while (place < to) {
            byte next = bytes[place];
            if (next >= 0) {
                text.append(ascii(next));
                place++;
            } else {
                int length = codePoint(decoder, bytes, place, to, text);
                if (length == 0) {
                    text.append(String.format("\\x%02x", next & 0xff));
                }
                place += Math.max(1, length);
            }
        }
        return text.toString();
    }

    private static String ascii(byte next) {
        return switch (next) {
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> next < ' ' || next == 0x7f ? String.format("\\x%02x", next) : String.valueOf((char) next);
        };
    }

    /** Appends the code point that begins there; returns its bytes, 0 where there is none. */
    private static int codePoint(CharsetDecoder decoder, byte[] bytes, int from, int to, StringBuilder text) {
        int length = 1;
        while (length < LONGEST_CODE_POINT && from + length < to && CodePoints.continues(bytes[from + length])) {
            length++;
        }
        for (int tried = length; tried > 1; tried--) {
            try {
                CharBuffer decoded = decoder.decode(ByteBuffer.wrap(bytes, from, tried));
                if (Character.codePointCount(decoded, 0, decoded.length()) == 1) {
                    text.append(decoded);
                    return tried;
                }
            } catch (CharacterCodingException e) {
                // not so many bytes: fewer may be a code point
                decoder.reset();
            }
        }
        return 0;
    }

    /**
     * The bytes that {@link #of} wrote.
     *
     * @throws IllegalArgumentException where the text is none of its
     */
    public static byte[] bytes(String text) {
        byte[] escaped = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(escaped.length);
        int place = 0;
        while (place < escaped.length) {
            byte next = escaped[place++];
            if (next != '\\') {
                bytes.put(next);
                continue;
            }
            byte kind = place < escaped.length ? escaped[place++] : 0;
            switch (kind) {
                case '\\' -> bytes.put((byte) '\\');
                case 'n' -> bytes.put((byte) '\n');
                case 'r' -> bytes.put((byte) '\r');
                case 't' -> bytes.put((byte) '\t');
                case 'x' -> {
                    bytes.put((byte) Integer.parseInt(new String(escaped, place, 2, StandardCharsets.US_ASCII), 16));
                    place += 2;
                }
                default -> throw new IllegalArgumentException("no such escape: \\" + (char) kind);
            }
        }
        byte[] exact = new byte[bytes.position()];
        bytes.flip().get(exact);
        return exact;
    }
}
