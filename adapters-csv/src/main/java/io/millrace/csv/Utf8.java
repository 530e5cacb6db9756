package io.millrace.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Tells text from bytes that are none. Not for use by several threads. */
final class Utf8 {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();

    boolean isValid(byte[] bytes, int from, int to) {
        int ascii = from;
        while (ascii < to && bytes[ascii] >= 0) {
            ascii++;
        }
        if (ascii == to) {
            return true;
        }
        try {
            decoder.decode(ByteBuffer.wrap(bytes, ascii, to - ascii));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
}
