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
import io.millrace.core.port.UsedEvents;
import io.millrace.core.run.DayRange;
import io.millrace.core.run.RowCounts;
import io.millrace.core.run.SplitQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
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
    private final EngineSettings settings;
    private final Spills spills;
    /** The block of an entity without events. */
    private final ArrowBuf zeros;

    /** Null where duplicates are used. */
    private final @Nullable Deduplication deduplication;

    private final List<StateUpdate> states = new ArrayList<>();
    private @Nullable KeyTable roster;
    private @Nullable Merge merge;
    private @Nullable SpilledMerge spilledMerge;

    EngineRun(EngineRequest request, EngineSettings settings, RunListener listener, StateMemory memory) {
        this.request = request;
        this.plan = request.plan();
        this.listener = listener;
        this.memory = memory;
        this.settings = settings;
        this.key = RecordKey.of(plan, settings.hashMask());
        this.splits = request.events().splits(plan.reads());
        this.layout = RecordLayout.of(plan, key.bytes(), SplitQueue.rows(splits));
        this.names = new FeatureNames(plan, key::text);
        this.pool = new WorkerPool(request.threads());
        this.variable = new VariableState(memory, request.threads());
        StreamedCells streamed = new StreamedCells(layout);
        SpillSizes sizes = new SpillSizes(layout, key, streamed, request.threads(), memory.budget(), settings);
        this.spills = new Spills(
                key, layout, streamed, names, variable, memory, sizes, request.spill(), settings.files(), listener);
        this.zeros = memory.allocate(Math.max(1, layout.blockBytes()));
        this.deduplication = plan.duplicates()
                .map(columns -> new Deduplication(
                        request, settings, columns, splits, spills, listener, StateSize.eventBytes(request, settings)))
                .orElse(null);
    }

    EngineReport execute(MatrixSink sink) {
        spills.folder.removeLeftovers();
        sink.open(plan.matrix());
        if (request.entities() != Entities.EVENTS) {
            inPhase(Phase.ROSTER, () -> readRoster(request.roster().orElseThrow()));
        }
        List<Worker> workers = inPhase(Phase.READ, this::read);
        Optional<List<SortedRecords>> sorted = inPhase(Phase.MERGE, this::merge);
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
        AtomicLong records = new AtomicLong();
        List<Callable<Worker>> tasks = new ArrayList<>();
        SpillGate gate = new SpillGate(states, variable::clearShared);
        for (int thread = 0; thread < request.threads(); thread++) {
            VariableStore store = variable.store(thread);
            StateUpdate state =
                    new StateUpdate(thread, request, settings, this::table, kernels(store), store, spills, gate);
            states.add(state);
            boolean straight = deduplication == null;
            RowConsumer consumer = deduplication == null ? state : deduplication.stage(onlyListed());
            Worker worker = new Worker(thread, queue, pool, memory, listener, request, consumer, records);
            tasks.add(() -> {
                worker.call();
                if (straight) {
                    state.end();
                }
                return worker;
            });
        }
        gate.start();
        List<Worker> workers = pool.run(tasks);
        queue.throwFailure();
        if (deduplication != null) {
            feed(deduplication);
        }
        return workers;
    }

    /** From the events without duplicates to the state. */
    private void feed(Deduplication distinct) {
        distinct.settle(pool);
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int thread = 0; thread < states.size(); thread++) {
            int place = thread;
            StateUpdate state = states.get(thread);
            tasks.add(() -> {
                distinct.feed(place, state, pool);
                state.end();
                return true;
            });
        }
        pool.run(tasks);
        distinct.end();
    }

    /** The roster where it alone has entities, else null. */
    private @Nullable KeyTable onlyListed() {
        return request.entities() == Entities.ROSTER ? roster : null;
    }

    private KeyTable table() {
        return key.table(memory, layout.bytes(), onlyListed());
    }

    private KernelFactory kernels(VariableStore store) {
        return new CellKernels(layout, plan, store, names);
    }

    /** The records in order, of all partitions; empty where some were spilled, and all are by now. */
    private Optional<List<SortedRecords>> merge() {
        Optional<List<SortedRecords>> sorted = spills.any() ? Optional.empty() : mergeInMemory();
        if (sorted.isEmpty()) {
            spillRest();
            spilledMerge = new SpilledMerge(spills, pool, store -> mergingKernels(kernels(store)));
            spilledMerge.reduce();
        }
        return sorted;
    }

    private Optional<List<SortedRecords>> mergeInMemory() {
        List<List<Kernel>> kernels = new ArrayList<>();
        for (int thread = 0; thread < request.threads(); thread++) {
            kernels.add(layout.kernels(kernels(variable.store(thread))));
        }
        List<KeyTable> tables = states.stream().map(StateUpdate::table).toList();
        Merge merging = new Merge(tables, roster, key, layout, kernels, memory, pool);
        merge = merging;
        return merging.run();
    }

    /** Writes what is still in memory to disk: one way for all. */
    private void spillRest() {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int thread = 0; thread < states.size(); thread++) {
            TableSpill spill = new TableSpill(spills, variable.store(thread), true);
            TableSpill.Records left = left(thread);
            tasks.add(() -> {
                spill.write(left);
                return true;
            });
        }
        pool.run(tasks);
        if (roster != null) {
            new TableSpill(spills, variable.store(0), false).write(roster);
        }
        closeState();
    }

    private TableSpill.Records left(int thread) {
        return merge == null ? TableSpill.all(states.get(thread).table()) : merge.left(thread);
    }

    /** Those of the cells that are not merged as streams. */
    private List<Kernel> mergingKernels(KernelFactory factory) {
        List<Kernel> kernels = new ArrayList<>();
        for (int asOf = 0; asOf < layout.blocks(); asOf++) {
            for (RecordLayout.Cell cell : layout.cells()) {
                if (!StreamedCells.isStreamed(cell.kind())) {
                    kernels.add(factory.kernel(cell, asOf));
                }
            }
        }
        return kernels;
    }

    private MatrixWriter write(Optional<List<SortedRecords>> sorted, MatrixSink sink) {
        MatrixWriter writer = new MatrixWriter(plan, key, layout, sorted.isEmpty(), variable, names);
        MatrixRows rows = new MatrixRows(
                layout, plan.asOfTimes().size(), entities(sorted), zeros.memoryAddress(), MatrixWriter.BATCH_ROWS);
        writer.write(rows, sink, listener);
        return writer;
    }

    private EntityWalk entities(Optional<List<SortedRecords>> sorted) {
        return sorted.isPresent()
                ? new MergedRecords(key, sorted.get())
                : Objects.requireNonNull(spilledMerge).finish();
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
                unlisted(),
                missingDays(workers),
                spilled(),
                used());
    }

    private EngineReport.Spilled spilled() {
        int ofEvents = deduplication == null ? 0 : deduplication.written();
        return new EngineReport.Spilled(spills.folder.spilled(), spills.written() + ofEvents, spills.records());
    }

    private static List<DayRange> missingDays(List<Worker> workers) {
        DayTally total = workers.get(0).selector().days();
        workers.subList(1, workers.size())
                .forEach(worker -> total.add(worker.selector().days()));
        return total.missing();
    }

    private UsedEvents used() {
        UsedTally total = states.get(0).used();
        states.subList(1, states.size()).forEach(state -> total.add(state.used()));
        return total.report();
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
        workers.forEach(worker -> add(worker.countsByFile(), total));
        if (deduplication != null) {
            add(deduplication.countsByFile(), total);
        }
        return total;
    }

    private static void add(Map<String, RowCounts> counts, Map<String, RowCounts> total) {
        counts.forEach((file, rows) ->
                total.computeIfAbsent(file, name -> new RowCounts()).add(rows));
    }

    @Override
    public void close() {
        try (spills) {
            pool.close();
            free();
        }
    }

    private void free() {
        zeros.close();
        if (deduplication != null) {
            deduplication.close();
        }
        if (spilledMerge != null) {
            spilledMerge.close();
        }
        closeState();
    }

    private void closeState() {
        if (merge != null) {
            merge.close();
            merge = null;
        }
        states.forEach(StateUpdate::close);
        if (roster != null) {
            roster.close();
        }
        variable.close();
    }
}
