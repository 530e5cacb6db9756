package io.millrace.csv;

import io.millrace.core.run.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Cuts a file into records and fields, in one pass and with one record in memory.
 *
 * <p>The fields of a record are laid without quotes, one after the other, into {@link #bytes}; they are valid until the
 * next call of {@link #next}.
 */
final class CsvTokenizer implements AutoCloseable {
    /** Longer records are taken for a quote that was left open. */
    private static final int MOST_RECORD_BYTES = 1 << 26;

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int END = -1;

    private final Path file;
    private final InputStream input;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;
    private long bytesRead;

    private byte[] record = new byte[1024];
    private int length;
    private int[] ends = new int[32];
    private boolean[] quoted = new boolean[32];
    private int fields;
    private long line = 1;
    private long recordLine;

    CsvTokenizer(Path file) {
        this.file = file;
        try {
            this.input = Files.newInputStream(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        try {
            skipByteOrderMark();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    static InputException unreadable(Path file, IOException cause) {
        String reason = cause instanceof NoSuchFileException ? "no such file" : String.valueOf(cause.getMessage());
        return new InputException("cannot read " + file + ": " + reason, cause);
    }

    /** Goes to the next record; false after the last. */
    boolean next() {
        fields = 0;
        length = 0;
        recordLine = line;
        int next = read();
        if (next == END) {
            return false;
        }
        while (true) {
            next = next == '"' ? quotedField() : plainField(next);
            if (next != ',') {
                endLine(next);
                return true;
            }
            next = read();
        }
    }

    /** Takes the field that begins with this byte; returns what ended it. */
    private int plainField(int first) {
        int next = first;
        while (!endsField(next)) {
            append(next);
            next = read();
        }
        endField(false);
        return next;
    }

    private int quotedField() {
        long openedAt = line;
        int before = 0;
        while (true) {
            int next = read();
            if (next == END) {
                throw problem(openedAt, "a quote is opened and never closed");
            }
            if (next == '"') {
                next = read();
                if (next != '"') {
                    return closed(next);
                }
            } else if (next == '\r' || next == '\n' && before != '\r') {
                line++;
            }
            append(next);
            before = next;
        }
    }

    private int closed(int next) {
        if (!endsField(next)) {
            throw problem(line, "text goes on after a closing quote; a quote within quotes is written twice");
        }
        endField(true);
        return next;
    }

    private static boolean endsField(int next) {
        return next == ',' || next == '\n' || next == '\r' || next == END;
    }

    private void endLine(int end) {
        if (end != END) {
            line++;
        }
        if (end == '\r') {
            int next = read();
            if (next != '\n' && next != END) {
                position--;
            }
        }
    }

    private void endField(boolean wasQuoted) {
        if (fields == ends.length) {
            ends = Arrays.copyOf(ends, 2 * fields);
            quoted = Arrays.copyOf(quoted, 2 * fields);
        }
        ends[fields] = length;
        quoted[fields] = wasQuoted;
        fields++;
    }

    private void append(int next) {
        if (length == record.length) {
            if (length == MOST_RECORD_BYTES) {
                throw problem(
                        recordLine, "a record of more than " + length + " bytes; a quote may have been left open");
            }
            record = Arrays.copyOf(record, 2 * length);
        }
        record[length++] = (byte) next;
    }

    /** The next byte, 0 to 255, or {@link #END}. */
    private int read() {
        return position < limit || fill() ? buffer[position++] & 0xFF : END;
    }

    private boolean fill() {
        try {
            limit = input.readNBytes(buffer, 0, buffer.length);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        position = 0;
        bytesRead += limit;
        return limit > 0;
    }

    private void skipByteOrderMark() {
        boolean marked = fill()
                && limit >= 3
                && buffer[0] == (byte) 0xEF
                && buffer[1] == (byte) 0xBB
                && buffer[2] == (byte) 0xBF;
        position = marked ? 3 : 0;
    }

    private InputException problem(long at, String what) {
        return new InputException(file + ", line " + at + ", field " + (fields + 1) + ": " + what);
    }

    int fieldCount() {
        return fields;
    }

    /** The record's fields, back to back. */
    byte[] bytes() {
        return record;
    }

    int start(int field) {
        return field == 0 ? 0 : ends[field - 1];
    }

    int end(int field) {
        return ends[field];
    }

    boolean isQuoted(int field) {
        return quoted[field];
    }

    /** Whether the field is empty and not quoted. */
    boolean isNull(int field) {
        return start(field) == end(field) && !quoted[field];
    }

    /** The line on which the record begins, from 1. */
    long line() {
        return recordLine;
    }

    long bytesRead() {
        return bytesRead;
    }

    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }
}
