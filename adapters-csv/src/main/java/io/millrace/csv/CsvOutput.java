package io.millrace.csv;

import io.millrace.core.number.DecimalText;
import io.millrace.core.number.DoubleText;
import io.millrace.core.number.LongText;
import io.millrace.core.number.TimestampText;
import io.millrace.core.run.PendingFile;
import java.nio.charset.StandardCharsets;

/** Values as bytes, gathered in one buffer before they go to the file. */
final class CsvOutput {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final PendingFile file;
    private final byte[] buffer = new byte[1 << 17];
    private int filled;

    CsvOutput(PendingFile file) {
        this.file = file;
    }

    void put(char ascii) {
        reserve(1);
        buffer[filled++] = (byte) ascii;
    }

    void integer(long value) {
        reserve(LongText.MAX_BYTES);
        filled = LongText.write(value, buffer, filled);
    }

    void decimal(long unscaled, int scale) {
        reserve(DecimalText.MAX_BYTES);
        filled = DecimalText.write(unscaled, scale, buffer, filled);
    }

    void number(double value) {
        reserve(DoubleText.MAX_BYTES);
        filled = DoubleText.write(value, buffer, filled);
    }

    void truth(boolean value) {
        bytes(value ? TRUE : FALSE, 0, value ? TRUE.length : FALSE.length);
    }

    void time(long micros) {
        reserve(TimestampText.MAX_BYTES);
        filled = TimestampText.write(micros, buffer, filled);
    }

    /**
     * @param guarded whether an apostrophe stands before it
     */
    void text(byte[] source, int from, int length, boolean quoted, boolean guarded) {
        if (!quoted) {
            guard(guarded);
            bytes(source, from, length);
            return;
        }
        put('"');
        guard(guarded);
        for (int i = from; i < from + length; i++) {
            reserve(2);
            buffer[filled++] = source[i];
            if (source[i] == '"') {
                buffer[filled++] = '"';
            }
        }
        put('"');
    }

    private void guard(boolean guarded) {
        if (guarded) {
            put('\'');
        }
    }

    private void bytes(byte[] source, int from, int length) {
        if (length > buffer.length) {
            flush();
            file.write(source, from, length);
            return;
        }
        reserve(length);
        System.arraycopy(source, from, buffer, filled, length);
        filled += length;
    }

    private void reserve(int length) {
        if (buffer.length - filled < length) {
            flush();
        }
    }

    void flush() {
        file.write(buffer, 0, filled);
        filled = 0;
    }
}
