package io.millrace.parquet.page;

import java.io.ByteArrayOutputStream;

/** Writes numbers bit by bit, the lowest first: slow, and easy to believe. */
final class BitOutput {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int pending;
    private int count;

    void add(long value, int width) {
        for (int bit = 0; bit < width; bit++) {
            pending |= (int) (value >>> bit & 1) << count;
            count++;
            if (count == 8) {
                bytes.write(pending);
                pending = 0;
                count = 0;
            }
        }
    }

    byte[] bytes() {
        if (count > 0) {
            bytes.write(pending);
            pending = 0;
            count = 0;
        }
        return bytes.toByteArray();
    }
}
