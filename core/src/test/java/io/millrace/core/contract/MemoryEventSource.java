package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.InputFile.FileColumn;
import io.millrace.core.port.InputFile.Statistics;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Events from memory, told in every way that the ports allow: in several files and splits, in batches smaller than asked
 * for, with empty batches in between, with any form of dictionary. What a batch leaves unspecified is filled with
 * garbage, and so is a batch whose time is over.
 */
public final class MemoryEventSource implements EventSource {
    private final List<MemoryFile> files;
    private final int splitRows;
    private final boolean emptyBatches;
    private final TextForm textForm;
    private final ReadHook hook;
    private final BooleanSupplier ends;
    private final boolean ranges;
    private final AtomicInteger openReaders = new AtomicInteger();
    private final AtomicInteger readersOpened = new AtomicInteger();

    private MemoryEventSource(
            List<MemoryFile> files,
            int splitRows,
            boolean emptyBatches,
            TextForm textForm,
            ReadHook hook,
            BooleanSupplier ends,
            boolean ranges) {
        this.files = List.copyOf(files);
        this.splitRows = splitRows;
        this.emptyBatches = emptyBatches;
        this.textForm = textForm;
        this.hook = hook;
        this.ends = ends;
        this.ranges = ranges;
    }

    /** Called before every batch of a reader, in the thread that reads; what it throws, the reader throws. */
    public interface ReadHook {
        ReadHook NONE = (split, rowsBefore) -> {};

        /**
         * @param rowsBefore rows of the split that were delivered already
         */
        void beforeBatch(Split split, int rowsBefore);
    }

    /** A source of files, each of them one split. */
    public static MemoryEventSource of(List<MemoryFile> files) {
        return new MemoryEventSource(
                files, Integer.MAX_VALUE, false, TextForm.GROWING, ReadHook.NONE, () -> true, false);
    }

    /** A source of one file, {@code events}, that is one split. */
    public static MemoryEventSource ofRows(Schema schema, List<@Nullable Object[]> rows) {
        return of(List.of(new MemoryFile("events", schema, rows)));
    }

    /** The same rows, in splits of at most so many rows. */
    public MemoryEventSource inSplits(int rows) {
        return new MemoryEventSource(files, rows, emptyBatches, textForm, hook, ends, ranges);
    }

    /** The same rows, with an empty batch before, between and after all others. */
    public MemoryEventSource withEmptyBatches() {
        return new MemoryEventSource(files, splitRows, true, textForm, hook, ends, ranges);
    }

    public MemoryEventSource withText(TextForm form) {
        return new MemoryEventSource(files, splitRows, emptyBatches, form, hook, ends, ranges);
    }

    public MemoryEventSource withHook(ReadHook beforeBatch) {
        return new MemoryEventSource(files, splitRows, emptyBatches, textForm, beforeBatch, ends, ranges);
    }

    /** The same rows, in splits that tell the ranges of their columns of integers and times, as far as they hold no null. */
    public MemoryEventSource withRanges() {
        return new MemoryEventSource(files, splitRows, emptyBatches, textForm, hook, ends, true);
    }

    /** The same rows, and after the last one empty batches without end, until this is true. */
    public MemoryEventSource endlessUntil(BooleanSupplier end) {
        return new MemoryEventSource(files, splitRows, emptyBatches, textForm, hook, end, ranges);
    }

    /** Readers that were opened and not closed. */
    public int openReaders() {
        return openReaders.get();
    }

    /** Readers that were ever opened. */
    public int readersOpened() {
        return readersOpened.get();
    }

    @Override
    public String format() {
        return "memory";
    }

    @Override
    public List<InputFile> files() {
        return files.stream().map(MemoryEventSource::describe).toList();
    }

    private static InputFile describe(MemoryFile file) {
        List<FileColumn> columns = file.schema().fields().stream()
                .map(field -> new FileColumn(
                        field.name(), "boxed", Optional.of(field.type()), field.nullable(), Statistics.UNKNOWN))
                .toList();
        return new InputFile(file.name(), 0, OptionalLong.of(file.rows().size()), 1, columns);
    }

    @Override
    public Schema schema() {
        return InputFile.union(files());
    }

    @Override
    public List<Split> splits(Schema reads) {
        List<String> problems = new ArrayList<>();
        files.forEach(
                file -> reads.fields().forEach(field -> problem(file, field).ifPresent(problems::add)));
        if (!problems.isEmpty()) {
            throw new InputException(String.join("\n", problems));
        }
        List<Optional<Dictionary>> shared =
                reads.fields().stream().map(this::sharedDictionary).toList();
        List<Split> splits = new ArrayList<>();
        for (MemoryFile file : files) {
            int from = 0;
            do {
                int rows = Math.min(splitRows, file.rows().size() - from);
                splits.add(new MemorySplit(file, from, rows, reads, shared));
                from += rows;
            } while (from < file.rows().size());
        }
        return splits;
    }

    private static Optional<String> problem(MemoryFile file, Field asked) {
        Optional<Field> held = file.schema().find(asked.name());
        if (held.isEmpty()) {
            return Optional.of(file.name() + " has no column " + asked.name() + "; the nearest is "
                    + NearestName.of(asked.name(), file.schema().names()));
        }
        DataType type = held.get().type();
        return type == asked.type()
                ? Optional.empty()
                : Optional.of(file.name() + " holds column " + asked.name() + " as " + type.sql() + ", not as "
                        + asked.type().sql());
    }

    /** The column's dictionary for all readers; empty where the form is another, or the column holds no text. */
    private Optional<Dictionary> sharedDictionary(Field field) {
        boolean shared = textForm == TextForm.SHARED && field.type() == DataType.TEXT;
        return shared ? Optional.of(MemoryText.dictionaryOf(files, field.name())) : Optional.empty();
    }

    /** The rows, for the report of a failed property. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.join(", ", schema().names()));
        text.append(" in splits of ").append(splitRows).append(", ").append(textForm);
        text.append(emptyBatches ? ", with empty batches" : "");
        for (MemoryFile file : files) {
            file.rows()
                    .forEach(row ->
                            text.append('\n').append(file.name()).append(' ').append(Arrays.toString(row)));
        }
        return text.toString();
    }

    private final class MemorySplit implements Split {
        private final MemoryFile file;
        private final int firstRow;
        private final List<@Nullable Object[]> rows;
        private final Schema reads;
        private final List<Optional<Dictionary>> shared;

        MemorySplit(MemoryFile file, int from, int rows, Schema reads, List<Optional<Dictionary>> shared) {
            this.file = file;
            this.firstRow = from;
            this.rows = file.rows().subList(from, from + rows);
            this.reads = reads;
            this.shared = shared;
        }

        @Override
        public String file() {
            return file.name();
        }

        @Override
        public long rows() {
            return rows.size();
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public Optional<Range> range(int column) {
            int place = file.schema().indexOf(reads.field(column).name());
            boolean known = ranges && !rows.isEmpty() && rows.stream().allMatch(row -> row[place] instanceof Long);
            LongSummaryStatistics values = rows.stream()
                    .filter(row -> known)
                    .mapToLong(row -> (Long) row[place])
                    .summaryStatistics();
            return known ? Optional.of(new Range(values.getMin(), values.getMax())) : Optional.empty();
        }

        @Override
        public BatchReader open(int batchRows) {
            int[] columns =
                    reads.names().stream().mapToInt(file.schema()::indexOf).toArray();
            List<MemoryText> texts = shared.stream()
                    .map(dictionary -> new MemoryText(textForm, dictionary))
                    .toList();
            readersOpened.incrementAndGet();
            openReaders.incrementAndGet();
            return new MemoryReader(
                    reads,
                    columns,
                    firstRow,
                    rows,
                    batchRows,
                    emptyBatches,
                    texts,
                    ends,
                    delivered -> hook.beforeBatch(this, delivered),
                    openReaders::decrementAndGet);
        }
    }
}
