package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.millrace.core.run.SpillSettings;
import io.millrace.engine.arrow.spill.BlockReader;
import io.millrace.engine.arrow.spill.BlockWriter;
import io.millrace.engine.arrow.spill.DiskFiles;
import io.millrace.engine.arrow.spill.OpenRun;
import io.millrace.engine.arrow.spill.RunWriter;
import io.millrace.engine.arrow.spill.SpillFolder;
import io.millrace.engine.arrow.spill.SpillRun;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.RootAllocator;

/** Values of several runs, merged as streams: each once, in order, with the sum of its counts. */
class ValueMergeTest {
    private static final Comparator<byte[]> UNSIGNED = Arrays::compareUnsigned;

    /** What a target is told, values as bytes of text or as numbers. */
    private static final class Told implements ValueTarget {
        private final boolean text;
        private final List<Object> values = new ArrayList<>();
        private long total = -1;

        Told(boolean text) {
            this.text = text;
        }

        @Override
        public void begin(long sum) {
            total = sum;
        }

        @Override
        public void value(long word, byte[] bytes, int length, long count) {
            values.add(text ? new String(bytes, 0, length, StandardCharsets.UTF_8) : word);
            values.add(count);
        }

        @Override
        public void end() {
            values.add("end");
        }
    }

    /** Writes one cell to a run of its own and reads it back. */
    private static void throughFiles(List<Consumer<BlockWriter>> writers, Consumer<List<BlockReader>> then) {
        SpillSettings settings = SpillSettings.usual();
        try (RootAllocator allocator = new RootAllocator();
                SpillFolder folder = new SpillFolder(settings, new DiskFiles(), 32)) {
            List<OpenRun> open = new ArrayList<>();
            List<ArrowBuf> buffers = new ArrayList<>();
            List<BlockReader> readers = new ArrayList<>();
            for (Consumer<BlockWriter> writer : writers) {
                ArrowBuf buffer = allocator.buffer(32);
                buffers.add(buffer);
                SpillRun run;
                try (RunWriter file = folder.create(1, buffer)) {
                    file.startPartition();
                    writer.accept(file.blocks());
                    run = file.finish();
                }
                open.add(folder.open(run));
                readers.add(open.get(open.size() - 1).reader(0, buffer));
            }
            then.accept(readers);
            readers.forEach(reader -> assertFalse(reader.hasNext(), "all of a cell is read"));
            open.forEach(OpenRun::close);
            buffers.forEach(ArrowBuf::close);
        }
    }

    private static Told merged(List<BlockReader> readers, boolean text, boolean counted) {
        Told told = new Told(text);
        List<ValueStream> streams =
                readers.stream().map(reader -> new ValueStream(reader, text)).toList();
        ValueMerge.run(streams, text, counted, told);
        return told;
    }

    private static void writeNumbers(Map<Long, Long> counts, boolean counted, BlockWriter out) {
        ValueWriter writer = new ValueWriter(out).of(false);
        writer.begin(
                counted ? counts.values().stream().mapToLong(count -> count).sum() : 1);
        counts.forEach((value, count) -> writer.number(value, counted ? count : 1));
        writer.end();
    }

    @Property(tries = 60)
    void mergesNumbers(@ForAll @Size(min = 1, max = 6) List<@Size(max = 40) List<Long>> runs, @ForAll boolean counted) {
        TreeMap<Long, Long> expected = new TreeMap<>();
        List<Consumer<BlockWriter>> writers = new ArrayList<>();
        long total = 0;
        for (List<Long> run : runs) {
            TreeMap<Long, Long> counts = new TreeMap<>();
            run.forEach(value -> counts.merge(value % 50 == 0 ? value : value % 7, 1L, Long::sum));
            counts.forEach((value, count) -> expected.merge(value, count, Long::sum));
            total += run.size();
            writers.add(out -> writeNumbers(counts, counted, out));
        }
        long sum = total;
        throughFiles(writers, readers -> {
            Told told = merged(readers, false, counted);
            List<Object> values = new ArrayList<>();
            expected.forEach((value, count) -> values.addAll(List.of(value, counted ? count : 1L)));
            values.add("end");
            assertEquals(values, told.values);
            assertEquals(counted ? sum : Math.min(1, expected.size()), told.total);
        });
    }

    @Property(tries = 60)
    void mergesTexts(@ForAll @Size(min = 1, max = 5) List<@Size(max = 20) List<String>> runs) {
        TreeMap<byte[], Long> expected = new TreeMap<>(UNSIGNED);
        List<Consumer<BlockWriter>> writers = new ArrayList<>();
        for (List<String> run : runs) {
            TreeMap<byte[], Long> counts = new TreeMap<>(UNSIGNED);
            for (String text : run) {
                byte[] bytes = ("12345678".substring(text.length() % 9) + text).getBytes(StandardCharsets.UTF_8);
                counts.merge(bytes, 1L, Long::sum);
                expected.merge(bytes, 1L, Long::sum);
            }
            writers.add(out -> {
                ValueWriter writer = new ValueWriter(out).of(true);
                writer.begin(run.size());
                counts.forEach((bytes, count) -> writer.value(0, bytes, bytes.length, count));
                writer.end();
            });
        }
        throughFiles(writers, readers -> {
            List<Object> values = new ArrayList<>();
            expected.forEach(
                    (bytes, count) -> values.addAll(List.of(new String(bytes, StandardCharsets.UTF_8), count)));
            values.add("end");
            assertEquals(values, merged(readers, true, true).values);
        });
    }
}
