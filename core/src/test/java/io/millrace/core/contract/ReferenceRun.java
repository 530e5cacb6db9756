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
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of the {@link ReferenceEngine}: roster, read, compute, write. */
final class ReferenceRun {
    private static final int OUTPUT_ROWS = 1000;

    private final EngineRequest request;
    private final FeaturePlan plan;
    private final RunListener listener;
    private final Map<String, RowCounts> counts = new LinkedHashMap<>();
    private final TreeMap<Object, List<@Nullable Object[]>> usedRows = new TreeMap<>(Boxed.ORDER);
    private OptionalLong earliest = OptionalLong.empty();
    private OptionalLong latest = OptionalLong.empty();
    private long nonFinite;

    ReferenceRun(EngineRequest request, RunListener listener) {
        this.request = request;
        this.plan = request.plan();
        this.listener = listener;
    }

    EngineReport run(MatrixSink sink) {
        request.events().files().forEach(file -> counts.put(file.name(), new RowCounts()));
        request.roster().ifPresent(roster -> inPhase(Phase.ROSTER, () -> readRoster(roster)));
        List<Split> splits = request.events().splits(plan.reads());
        inPhase(Phase.READ, () -> splits.forEach(this::readEvents));
        inPhase(Phase.WRITE, () -> write(sink));
        long withoutEvents = usedRows.values().stream().filter(List::isEmpty).count();
        return new EngineReport(
                counts, usedRows.size(), withoutEvents, earliest, latest, nonFinite, List.of(splits.size()), 0);
    }

    private void inPhase(Phase phase, Runnable work) {
        long start = System.nanoTime();
        listener.phaseStarted(phase);
        work.run();
        listener.phaseEnded(phase, Duration.ofNanos(System.nanoTime() - start));
    }

    private void readRoster(Roster roster) {
        Field key = plan.reads().field(plan.key());
        for (Split split : roster.table().splits(Schema.of(Field.nullable(roster.column(), key.type())))) {
            readRows(split, batch -> {}, row -> {
                Object entity = row[0];
                if (entity == null) {
                    throw new InputException("the roster " + split.file() + " has a row without " + roster.column()
                            + "; remove the row");
                }
                usedRows.put(entity, new ArrayList<>());
            });
        }
    }

    private void readEvents(Split split) {
        RowCounts fates = counts.computeIfAbsent(split.file(), file -> new RowCounts());
        listener.splitStarted(split, 0);
        readRows(split, batch -> listener.batchRead(split, batch.rowCount(), 0), row -> fates.add(take(row), 1));
        listener.splitEnded(split, 0);
    }

    private static void readRows(Split split, Consumer<ColumnBatch> batches, Consumer<@Nullable Object[]> rows) {
        try (BatchReader reader = split.open(OUTPUT_ROWS)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("the run was interrupted");
                }
                batches.accept(batch);
                for (int row = 0; row < batch.rowCount(); row++) {
                    rows.accept(Boxed.row(batch, row));
                }
            }
        }
    }

    /** The first fate that applies. */
    private Fate take(@Nullable Object[] row) {
        if (!(row[plan.time()] instanceof Long time)) {
            return Fate.WITHOUT_TIME;
        }
        earliest = OptionalLong.of(Math.min(time, earliest.orElse(time)));
        latest = OptionalLong.of(Math.max(time, latest.orElse(time)));
        if (time < plan.window().start()) {
            return Fate.BEFORE_WINDOW;
        }
        if (time >= plan.window().end()) {
            return Fate.AFTER_AS_OF;
        }
        Object key = row[plan.key()];
        if (key == null) {
            return Fate.WITHOUT_KEY;
        }
        if (request.roster().isPresent() && !usedRows.containsKey(key)) {
            return Fate.NOT_IN_ROSTER;
        }
        usedRows.computeIfAbsent(key, entity -> new ArrayList<>()).add(finite(row));
        return Fate.USED;
    }

    private @Nullable Object[] finite(@Nullable Object[] row) {
        for (int column = 0; column < row.length; column++) {
            if (row[column] instanceof Double number) {
                if (Double.isFinite(number)) {
                    row[column] = number + 0.0;
                } else {
                    row[column] = null;
                    nonFinite++;
                }
            }
        }
        return row;
    }

    private void write(MatrixSink sink) {
        ReferenceRow computation = new ReferenceRow(plan);
        Schema matrix = plan.matrix();
        sink.open(matrix);
        ColumnBatch batch = new ColumnBatch(matrix, OUTPUT_ROWS);
        long written = 0;
        for (Map.Entry<Object, List<@Nullable Object[]>> entity : usedRows.entrySet()) {
            if (batch.rowCount() == 0) {
                freshDictionaries(batch);
            }
            int row = batch.rowCount();
            batch.rowCount(row + 1);
            List<@Nullable Object> cells = computation.compute(entity.getKey(), entity.getValue());
            for (int column = 0; column < cells.size(); column++) {
                Boxed.set(batch, column, row, cells.get(column));
            }
            written++;
            if (batch.rowCount() == batch.capacity() || written == usedRows.size()) {
                sink.write(batch);
                batch.clear();
                listener.rowsWritten(written);
            }
        }
        nonFinite += computation.nonFinite();
    }

    private static void freshDictionaries(ColumnBatch batch) {
        for (int column = 0; column < batch.schema().size(); column++) {
            if (batch.schema().field(column).type() == DataType.TEXT) {
                batch.texts(column).dictionary(new Dictionary(false));
            }
        }
    }
}
