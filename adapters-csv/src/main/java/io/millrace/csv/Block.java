package io.millrace.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A stretch of the input in memory. Behind its last byte stands a line end, so that who looks for one need not look for the
 * end of the stretch, and there is room to read eight bytes at once.
 */
final class Block {
    private static final int PADDING = RowTokenizer.WORDS * Long.BYTES + Long.BYTES;
    private static final int PIECE = 1 << 16;

    private static final int LARGEST = 1 << 30;

    /** Of a long row no more is read at once, so that not much stands behind it. */
    private static final int STEP = 1 << 22;

    /** Line ends are among the bytes below this. */
    private static final int CONTROLS = 0x0e;

    private final int capacity;
    private final int usual;
    private int most;
    private byte[] bytes;
    private int limit;
    private boolean atEnd;
    private long offset;
    private Input input;

    /**
     * @param capacity the bytes that it holds before it has to grow
     */
    Block(int capacity) {
        this(capacity, LARGEST);
    }

    /**
     * @param most the most bytes that it grows to; where they are not enough, somebody must {@link #allow} more
     */
    Block(int capacity, int most) {
        this.capacity = capacity;
        this.usual = most;
        this.most = most;
        this.bytes = new byte[capacity + PIECE + PADDING];
        this.input = Input.of(InputStream.nullInputStream(), () -> 0);
        this.atEnd = true;
        bytes[0] = '\n';
    }

    /**
     * Starts to read.
     *
     * @param at the place in the input of the first byte that it gives
     */
    void start(Input from, long at) {
        input = from;
        offset = at;
        limit = 0;
        atEnd = false;
        bytes[0] = '\n';
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the bytes end. */
    int limit() {
        return limit;
    }

    /** Whether the input ends there as well. */
    boolean atEnd() {
        return atEnd;
    }

    /** The place in the input of the first byte. */
    long offset() {
        return offset;
    }

    long bytesRead() {
        return input.bytesRead();
    }

    /** Reads on until there are so many bytes, or the input ends. */
    void fill(int length) throws IOException {
        while (limit < length && !atEnd) {
            reserve(length - limit);
            read(length - limit);
        }
    }

    /**
     * Reads on, so that there is twice as much of a row, or the input ends.
     *
     * @param keep from where on the bytes are still needed
     * @param row where the row begins
     * @return by how much places have shrunk, as the bytes moved to the front
     */
    int more(int keep, int row) throws IOException {
        int wanted = Math.max(limit - row, PIECE);
        int moved = 0;
        if (room() < wanted && keep > 0 && (keep >= limit / 2 || limit + wanted > most)) {
            moveTo(bytes, keep);
            moved = keep;
        }
        int needed = Math.max(1, Math.min(Math.min(limit - (row - moved), STEP), most - limit));
        reserve(needed);
        int target = limit + needed;
        do {
            read(most > usual ? Math.min(room(), Math.max(target - limit, PIECE)) : room());
        } while (limit < target && !atEnd);
        return moved;
    }

    private void moveTo(byte[] target, int keep) {
        System.arraycopy(bytes, keep, target, 0, limit - keep);
        bytes = target;
        offset += keep;
        limit -= keep;
        bytes[limit] = '\n';
    }

    /** Whether it may read on if the bytes from there on are kept. */
    boolean fits(int keep) {
        return limit - keep + PIECE <= most;
    }

    /** Lets it grow to so many bytes. */
    void allow(int bytesOfRow) {
        most = Math.max(usual, bytesOfRow + 2 * PIECE);
    }

    /**
     * Becomes as small as it was before it was allowed to be larger, if it can.
     *
     * @return by how much places have shrunk; -1 where there are too many bytes from there on
     */
    int shrink(int keep) {
        if (bytes.length <= usual + PADDING) {
            most = usual;
            return 0;
        }
        if (limit - keep + PIECE > usual) {
            return -1;
        }
        moveTo(new byte[Math.max(capacity, limit - keep) + PIECE + PADDING], keep);
        most = usual;
        return keep;
    }

    /** Whether {@link #more} of that row leaves all bytes where they are, and takes no more memory. */
    boolean hasRoomFor(int row) {
        return room() >= Math.max(limit - row, PIECE);
    }

    private int room() {
        return bytes.length - PADDING - limit;
    }

    private void reserve(int length) {
        if (room() < length) {
            boolean isLong = limit + length > usual && usual < LARGEST;
            int grown = isLong ? most + PADDING : Math.min(most + PADDING, bytes.length + bytes.length / 2);
            bytes = Arrays.copyOf(bytes, Math.max(limit + length + PADDING, grown));
        }
    }

    private void read(int length) throws IOException {
        int read = input.read(bytes, limit, length);
        if (read < 0) {
            atEnd = true;
        } else {
            limit += read;
        }
        bytes[limit] = '\n';
    }

    /** The place of the first line end from there on; the limit where there is none. */
    int lineEnd(int from) {
        int place = from;
        while (true) {
            long found = Words.below(Words.at(bytes, place), CONTROLS);
            place += found == 0 ? Long.BYTES : Words.first(found);
            if (found != 0) {
                if (bytes[place] == '\n' || bytes[place] == '\r') {
                    return place;
                }
                place++;
            }
        }
    }

    /** Where the line begins that a byte is on, at least {@code from}, which is a beginning. */
    int lineStart(int from, int on) {
        int place = on;
        while (place > from && !(bytes[place - 1] == '\n' || bytes[place - 1] == '\r' && bytes[place] != '\n')) {
            place--;
        }
        return place;
    }

    /** Whether more of the input must be read to tell where the line after that line end begins. */
    boolean endsIn(int lineEnd) {
        return !atEnd && (lineEnd >= limit || lineEnd + 1 == limit && bytes[lineEnd] == '\r');
    }

    /** Where the line after that line end begins. */
    int afterLineEnd(int lineEnd) {
        if (lineEnd + 1 < limit && bytes[lineEnd] == '\r' && bytes[lineEnd + 1] == '\n') {
            return lineEnd + 2;
        }
        return Math.min(limit, lineEnd + 1);
    }
}
