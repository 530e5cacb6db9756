package io.millrace.core.run;

import io.millrace.core.port.BadRow;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Rows in the order of files and places, whatever the order in which they come, within bounded memory: what does not fit is
 * sorted and written to a file, from which all is brought together in the end.
 */
final class BadRowRuns implements AutoCloseable {
    private static final int PIECE = 1 << 14;
    private static final Comparator<BadRow> ORDER = Comparator.comparing(BadRow::file)
            .thenComparingLong(BadRow::offset)
            .thenComparing(BadRow::column)
            .thenComparing(BadRow::reason)
            .thenComparing(BadRow::raw);

    private final long mostBytes;
    private final List<BadRow> rows = new ArrayList<>();
    private final List<Long> ends = new ArrayList<>();
    private final FileChannel channel;
    private long bytes;

    /**
     * @param mostBytes about what rows may take before they are written
     */
    BadRowRuns(Path folder, long mostBytes) throws IOException {
        this.mostBytes = mostBytes;
        this.channel = TemporaryFile.open(folder, ".bad-rows.");
        ends.add(0L);
    }

    void add(BadRow row) throws IOException {
        rows.add(row);
        bytes += 100 + 2L * (row.raw().length() + row.reason().length());
        if (bytes > mostBytes) {
            write();
        }
    }

    private void write() throws IOException {
        rows.sort(ORDER);
        channel.position(ends.get(ends.size() - 1));
        // the channel stays open: only the buffer is flushed
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), PIECE));
        for (BadRow row : rows) {
            text(out, row.file());
            out.writeLong(row.line());
            out.writeLong(row.offset());
            text(out, row.column());
            text(out, row.reason());
            text(out, row.raw());
        }
        out.flush();
        ends.add(channel.position());
        rows.clear();
        bytes = 0;
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    /** Gives all rows in order. */
    void forEach(Consumer<BadRow> taker) throws IOException {
        rows.sort(ORDER);
        PriorityQueue<Run> runs = new PriorityQueue<>(Comparator.comparing((Run run) -> run.row, ORDER));
        for (int i = 1; i < ends.size(); i++) {
            runs.add(new Run(channel, ends.get(i - 1), ends.get(i)));
        }
        int held = 0;
        while (!runs.isEmpty() || held < rows.size()) {
            if (runs.isEmpty() || held < rows.size() && ORDER.compare(rows.get(held), runs.peek().row) <= 0) {
                taker.accept(rows.get(held++));
            } else {
                Run run = runs.remove();
                taker.accept(run.row);
                if (run.next()) {
                    runs.add(run);
                }
            }
        }
    }

    /** Rows that were written together. */
    private static final class Run {
        private final Range range;
        private final DataInputStream in;
        private BadRow row;

        Run(FileChannel channel, long from, long to) throws IOException {
            range = new Range(channel, from, to);
            in = new DataInputStream(new BufferedInputStream(range, PIECE));
            row = read();
        }

        boolean next() throws IOException {
            if (in.available() == 0) {
                return false;
            }
            row = read();
            return true;
        }

        private BadRow read() throws IOException {
            return new BadRow(text(), in.readLong(), in.readLong(), text(), text(), text());
        }

        private String text() throws IOException {
            return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        }
    }

    private static final class Range extends InputStream {
        private final FileChannel channel;
        private final long end;
        private long place;

        Range(FileChannel channel, long from, long to) {
            this.channel = channel;
            this.place = from;
            this.end = to;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int at, int length) throws IOException {
            if (place == end) {
                return -1;
            }
            int read = channel.read(ByteBuffer.wrap(into, at, (int) Math.min(length, end - place)), place);
            place += Math.max(0, read);
            return read;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, end - place);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
