package io.millrace.csv;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Tells on which line a place in a file is. Counted when it is first asked, and not again from the beginning. */
final class LineNumbers {
    private static final int PIECE = 1 << 17;
    private static final long APART = 1L << 20;

    private final Path file;
    private final TreeMap<Long, Long> known = new TreeMap<>();

    LineNumbers(Path file) {
        this.file = file;
        known.put(0L, 1L);
    }

    /** The number of the line that begins at that place, from 1. */
    synchronized long at(long offset) throws IOException {
        Map.Entry<Long, Long> before = known.floorEntry(offset);
        long line = before.getValue() + count(before.getKey(), offset);
        if (offset - before.getKey() >= APART) {
            known.put(offset, line);
        }
        return line;
    }

    private long count(long from, long to) throws IOException {
        if (from == to) {
            return 0;
        }
        byte[] piece = new byte[PIECE];
        long lines = 0;
        byte last = 0;
        try (FileChannel channel = FileChannel.open(file)) {
            for (long place = from; place < to; ) {
                int read = channel.read(ByteBuffer.wrap(piece, 0, (int) Math.min(PIECE, to - place)), place);
                if (read <= 0) {
                    break;
                }
                lines += lineEnds(piece, 0, read) - (last == '\r' && piece[0] == '\n' ? 1 : 0);
                last = piece[read - 1];
                place += read;
            }
        }
        return lines;
    }

    /** The line ends from {@code from} to before {@code to}; CR and LF are one. */
    static long lineEnds(byte[] bytes, int from, int to) {
        long lines = 0;
        boolean afterReturn = false;
        for (int i = from; i < to; i++) {
            byte next = bytes[i];
            if (next == '\r' || next == '\n' && !afterReturn) {
                lines++;
            }
            afterReturn = next == '\r';
        }
        return lines;
    }
}
