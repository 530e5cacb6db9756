package io.millrace.engine.arrow;

import io.millrace.engine.arrow.spill.BlockReader;

/** Reads what a {@link ValueWriter} wrote of one cell. */
final class ValueStream {
    private final BlockReader in;
    private final boolean text;
    private final long total;
    private boolean isFirst = true;

    /** The value that {@link #next} went to, or of a text what orders it by its first bytes. */
    long word;

    /** The bytes of a text, as many as {@link #length} tells. */
    byte[] bytes = new byte[16];

    int length;

    /** How often the value occurs. */
    long count;

    ValueStream(BlockReader in, boolean text) {
        this.in = in;
        this.text = text;
        this.total = in.readVarint();
    }

    long total() {
        return total;
    }

    boolean next() {
        if (total == 0) {
            return false;
        }
        count = in.readVarint();
        if (count == 0) {
            return false;
        }
        if (text) {
            readText();
        } else {
            long number = in.readVarint();
            word = isFirst ? number >>> 1 ^ -(number & 1) : word + number;
            isFirst = false;
        }
        return true;
    }

    private void readText() {
        length = in.readLength();
        if (bytes.length < length) {
            bytes = new byte[Math.max(length, 2 * bytes.length)];
        }
        in.readBytes(bytes, length);
        long first = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            first = first << 8 | (i < length ? bytes[i] & 0xff : 0);
        }
        word = first ^ Long.MIN_VALUE;
    }
}
