package io.millrace.engine.arrow;

/** Reads the columns of a key that a {@link KeyEncoder} made, one after the other. */
final class KeyDecoder {
    private byte[] key = new byte[0];
    private byte[] text = new byte[0];
    private int at;

    /** Goes to the first column of the key. */
    void start(byte[] encoded) {
        key = encoded;
        text = new byte[encoded.length];
        at = 0;
    }

    long nextLong() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | key[at++] & 0xff;
        }
        return value ^ Long.MIN_VALUE;
    }

    /** Puts the column's bytes into {@link #text} and returns how many they are. */
    int nextText() {
        int length = 0;
        while (key[at] != 0 || key[at + 1] != 0) {
            text[length++] = key[at];
            at += key[at] == 0 ? 2 : 1;
        }
        at += 2;
        return length;
    }

    /** The bytes of the last text; valid until the next. */
    byte[] text() {
        return text;
    }
}
