package io.millrace.engine.arrow;

import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Entities;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.Phase;
import io.millrace.core.port.Roster;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.RowCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.arrow.memory.ArrowBuf;
import org.jspecify.annotations.Nullable;

/** One run: roster, read, merge, write. Closing it ends its threads and then frees what they used. */
final class EngineRun implements AutoCloseable {
    private final EngineRequest request;
    private final FeaturePlan plan;
    private final RunListener listener;
    private final StateMemory memory;
    private final List<Split> splits;
    private final RecordKey key;
    private final RecordLayout layout;
    private final FeatureNames names;
    private final WorkerPool pool;
    private final VariableState variable;
    private final List<StateUpdate> states = new ArrayList<>();
    private @Nullable KeyTable roster;
    private @Nullable Merge merge;

    EngineRun(EngineRequest request, RunListener listener, StateMemory memory) {
        this.request = request;
        this.plan = request.plan();
        this.listener = listener;
        this.memory = memory;
        this.key = RecordKey.of(plan);
        this.splits = request.events().splits(plan.reads());
        this.layout = RecordLayout.of(plan, key.bytes(), SplitQueue.rows(splits));
        this.names = new FeatureNames(plan, key::text);
        this.pool = new WorkerPool(request.threads());
        this.variable = new VariableState(memory, request.threads());
    }

    EngineReport execute(MatrixSink sink) {
        sink.open(plan.matrix());
        if (request.entities() != Entities.EVENTS) {
            inPhase(Phase.ROSTER, () -> readRoster(request.roster().orElseThrow()));
        }
        List<Worker> workers = inPhase(Phase.READ, this::read);
        List<SortedRecords> sorted = inPhase(Phase.MERGE, this::merge);
        MatrixWriter writer = inPhase(Phase.WRITE, () -> write(sorted, sink));
        return report(workers, writer);
    }

    private <T> T inPhase(Phase phase, Supplier<T> work) {
        long start = System.nanoTime();
        listener.phaseStarted(phase);
        T result = work.get();
        listener.memoryUsed(memory.used(), memory.budget());
        listener.phaseEnded(phase, Duration.ofNanos(System.nanoTime() - start));
        return result;
    }

    private KeyTable readRoster(Roster table) {
        KeyTable keys = key.table(memory, key.bytes(), null);
        roster = keys;
        long[] found = new long[request.batchRows()];
        Callable<Boolean> reading = () -> {
            new RosterReader(request, table, pool)
                    .read((column, rows, count) -> keys.resolve(column, rows, count, found));
            return true;
        };
        pool.run(List.of(reading));
        return keys;
    }

    private List<Worker> read() {
        SplitQueue queue = new SplitQueue(splits);
        List<Worker> workers = new ArrayList<>();
        for (int thread = 0; thread < request.threads(); thread++) {
            KeyTable table = key.table(memory, layout.bytes(), request.entities() == Entities.ROSTER ? roster : null);
            StateUpdate state = new StateUpdate(request, layout, table, kernels(thread), names);
            states.add(state);
            workers.add(new Worker(thread, queue, pool, memory, listener, request, state));
        }
        return pool.run(workers);
    }

    private KernelFactory kernels(int thread) {
        return new CellKernels(layout, plan, variable.store(thread), names);
    }

    private List<SortedRecords> merge() {
        List<List<Kernel>> kernels = new ArrayList<>();
        for (int thread = 0; thread < request.threads(); thread++) {
            kernels.add(layout.kernels(kernels(thread)));
        }
        List<KeyTable> tables = states.stream().map(StateUpdate::table).toList();
        Merge merging = new Merge(tables, roster, key, kernels, memory, pool);
        merge = merging;
        return merging.run();
    }

    private MatrixWriter write(List<SortedRecords> sorted, MatrixSink sink) {
        MatrixWriter writer = new MatrixWriter(plan, key, layout, variable, names);
        try (ArrowBuf zeros = memory.allocate(Math.max(1, layout.blockBytes()))) {
            MatrixRows rows = new MatrixRows(
                    layout,
                    plan.asOfTimes().size(),
                    new MergedRecords(key, sorted),
                    zeros.memoryAddress(),
                    MatrixWriter.BATCH_ROWS);
            writer.write(rows, sink, listener);
        }
        return writer;
    }

    private EngineReport report(List<Worker> workers, MatrixWriter writer) {
        List<RowSelector> timed = workers.stream()
                .map(Worker::selector)
                .filter(RowSelector::anyTime)
                .toList();
        OptionalLong earliest = timed.stream().mapToLong(RowSelector::earliest).min();
        OptionalLong latest = timed.stream().mapToLong(RowSelector::latest).max();
        long nonFinite = states.stream().mapToLong(StateUpdate::nonFinite).sum() + writer.nonFinite();
        return new EngineReport(
                rowsByFile(workers),
                writer.rows(),
                writer.withoutEvents(),
                earliest,
                latest,
                nonFinite,
                workers.stream().map(Worker::splitCount).toList(),
                memory.peak(),
                writer.defaulted(),
                unlisted());
    }

    private List<EngineReport.Unlisted> unlisted() {
        List<EngineReport.Unlisted> reports = new ArrayList<>();
        for (int i = 0; i < plan.breakdowns().size(); i++) {
            UnlistedCounter total = states.get(0).unlisted().get(i);
            for (StateUpdate state : states.subList(1, states.size())) {
                total.add(state.unlisted().get(i));
            }
            reports.add(total.report());
        }
        return reports;
    }

    private Map<String, RowCounts> rowsByFile(List<Worker> workers) {
        Map<String, RowCounts> total = new LinkedHashMap<>();
        for (InputFile file : request.events().files()) {
            total.put(file.name(), new RowCounts());
        }
        for (Worker worker : workers) {
            worker.countsByFile()
                    .forEach((file, counts) ->
                            total.computeIfAbsent(file, name -> new RowCounts()).add(counts));
        }
        return total;
    }

    @Override
    public void close() {
        pool.close();
        if (merge != null) {
            merge.close();
        }
        states.forEach(StateUpdate::close);
        if (roster != null) {
            roster.close();
        }
        variable.close();
    }
}
