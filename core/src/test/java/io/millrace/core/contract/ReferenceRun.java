package io.millrace.core.contract;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Entities;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.Phase;
import io.millrace.core.port.Roster;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.Fate;
import io.millrace.core.run.InputException;
import io.millrace.core.run.RowCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One run of the {@link ReferenceEngine}: roster, read, compute, write. */
final class ReferenceRun {
    private static final int OUTPUT_ROWS = 1000;

    private final EngineRequest request;
    private final FeaturePlan plan;
    private final RunListener listener;
    private final Map<String, RowCounts> counts = new LinkedHashMap<>();
    private final TreeSet<List<Object>> roster = new TreeSet<>(ReferenceKeys.ORDER);
    private final ReferenceEvents events;

    ReferenceRun(EngineRequest request, RunListener listener) {
        this.request = request;
        this.plan = request.plan();
        this.listener = listener;
        this.events = new ReferenceEvents(request, roster);
    }

    /** A row of the matrix, as values. */
    private record Row(List<@Nullable Object> cells, boolean withEvents) {}

    EngineReport run(MatrixSink sink) {
        request.events().files().forEach(file -> counts.put(file.name(), new RowCounts()));
        if (request.entities() != Entities.EVENTS) {
            inPhase(Phase.ROSTER, () -> readRoster(request.roster().orElseThrow()));
        }
        List<Split> splits = request.events().splits(plan.reads());
        inPhase(Phase.READ, () -> {
            splits.forEach(this::readEvents);
            events.end(counts);
        });
        List<ReferenceRow> times = plan.asOfTimes().stream()
                .map(time -> new ReferenceRow(plan, time))
                .toList();
        List<Row> rows = new ArrayList<>();
        inPhase(Phase.WRITE, () -> {
            sink.open(plan.matrix());
            entities().forEach((key, used) -> times.forEach(time -> compute(key, used, time, rows)));
            write(rows, sink);
        });
        return new EngineReport(
                counts,
                rows.size(),
                rows.stream().filter(row -> !row.withEvents()).count(),
                events.earliest(),
                events.latest(),
                events.nonFinite()
                        + times.stream().mapToLong(ReferenceRow::nonFinite).sum(),
                List.of(splits.size()),
                0,
                defaulted(times),
                events.unlisted(),
                events.missingDays(),
                EngineReport.Spilled.NOTHING,
                events.usedEvents());
    }

    private void inPhase(Phase phase, Runnable work) {
        long start = System.nanoTime();
        listener.phaseStarted(phase);
        work.run();
        listener.phaseEnded(phase, Duration.ofNanos(System.nanoTime() - start));
    }

    private void readRoster(Roster list) {
        List<Field> columns = new ArrayList<>();
        for (int i = 0; i < plan.keys().size(); i++) {
            columns.add(Field.nullable(
                    list.columns().get(i), plan.keyFields().get(i).type()));
        }
        for (Split split : list.table().splits(new Schema(columns))) {
            readRows(split, batch -> {}, (row, places) -> roster.add(entity(split, list, row)), new RowCounts());
        }
    }

    private static List<Object> entity(Split split, Roster list, @Nullable Object[] row) {
        List<Object> key = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            if (row[i] == null) {
                throw new InputException("the roster " + split.file() + " has a row without "
                        + list.columns().get(i) + "; remove the row");
            }
            key.add(Objects.requireNonNull(row[i]));
        }
        return key;
    }

    private void readEvents(Split split) {
        RowCounts fates = counts.computeIfAbsent(split.file(), file -> new RowCounts());
        listener.splitStarted(split, 0);
        readRows(
                split,
                batch -> listener.batchRead(split, batch.rowCount(), 0),
                (row, places) -> events.take(split.file(), places, fates, row),
                fates);
        listener.splitEnded(split, 0);
    }

    private interface TakenRows {
        void accept(@Nullable Object[] row, ReferenceEvents.Places places);
    }

    private static void readRows(Split split, Consumer<ColumnBatch> batches, TakenRows rows, RowCounts fates) {
        try (BatchReader reader = split.open(OUTPUT_ROWS)) {
            reader.keepPlaces();
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the run was interrupted");
                }
                batches.accept(batch);
                for (int row = 0; row < batch.rowCount(); row++) {
                    int place = row;
                    rows.accept(Boxed.row(batch, row), columns -> reader.place(place, columns));
                }
            }
            fates.add(Fate.QUARANTINED, reader.badRows());
        }
    }

    /** The entities that may have rows, with their used events. */
    private TreeMap<List<Object>, List<@Nullable Object[]>> entities() {
        TreeMap<List<Object>, List<@Nullable Object[]>> entities = new TreeMap<>(ReferenceKeys.ORDER);
        entities.putAll(events.used());
        roster.stream()
                .filter(key -> ReferenceKeys.isIn(request.sample(), key))
                .forEach(key -> entities.putIfAbsent(key, List.of()));
        return entities;
    }

    private void compute(List<Object> key, List<@Nullable Object[]> used, ReferenceRow time, List<Row> rows) {
        List<List<Observation>> observed = time.observe(key, used);
        boolean withEvents = !time.inWindow(0, used).isEmpty();
        if (withEvents || roster.contains(key)) {
            rows.add(new Row(time.compute(key, observed), withEvents));
        }
    }

    private List<Long> defaulted(List<ReferenceRow> times) {
        return LongStream.range(0, plan.features().size())
                .map(feature -> times.stream()
                        .mapToLong(time -> time.defaulted()[(int) feature])
                        .sum())
                .boxed()
                .toList();
    }

    private void write(List<Row> rows, MatrixSink sink) {
        Schema matrix = plan.matrix();
        ColumnBatch batch = new ColumnBatch(matrix, OUTPUT_ROWS);
        for (int from = 0; from < rows.size(); from += OUTPUT_ROWS) {
            List<Row> part = rows.subList(from, Math.min(rows.size(), from + OUTPUT_ROWS));
            batch.clear();
            freshDictionaries(batch);
            batch.rowCount(part.size());
            for (int row = 0; row < part.size(); row++) {
                for (int column = 0; column < matrix.size(); column++) {
                    Object value = part.get(row).cells().get(column);
                    Boxed.set(
                            batch,
                            column,
                            row,
                            ReferenceValue.cell(matrix.field(column).type(), value));
                }
            }
            sink.write(batch);
            listener.rowsWritten(from + part.size());
        }
    }

    private static void freshDictionaries(ColumnBatch batch) {
        for (int column = 0; column < batch.schema().size(); column++) {
            if (batch.schema().field(column).type() == DataType.TEXT) {
                batch.texts(column).dictionary(new Dictionary(false));
            }
        }
    }
}
