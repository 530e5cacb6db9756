package io.millrace.core.contract;

import static io.millrace.core.contract.Expressions.call;
import static io.millrace.core.contract.Expressions.constant;
import static io.millrace.core.contract.Rows.rows;
import static io.millrace.core.contract.StandardLog.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.Fate;
import io.millrace.core.run.InputException;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.RowCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on rows that a reader sets aside. */
public interface EngineBadRowRules extends EngineSubject {
    @Test
    @DisplayName(
            "ENG-69 rows that readers set aside are counted as quarantined, per file, and are part of nothing else")
    default void countsBadRows() {
        EventSource source = new WithBadRows(MemoryEventSource.of(List.of(
                        new MemoryFile("some", StandardLog.SCHEMA, rows(event(1), event(2), event(1))),
                        new MemoryFile("none", StandardLog.SCHEMA, rows())))
                .inSplits(2));
        PlanBuilder plan = StandardLog.plan();
        EngineRequest request = EngineRequest.of(
                plan.feature("events", plan.countRows()).build(),
                source,
                Optional.empty(),
                new MemoryBudget(64L << 20),
                2,
                1);
        MemoryMatrixSink sink = new MemoryMatrixSink();
        EngineReport report = engine().run(request, sink, RunListener.NONE);
        int splits = source.splits(StandardLog.SCHEMA).size();
        long ofSome = source.splits(StandardLog.SCHEMA).stream()
                .filter(split -> split.file().equals("some"))
                .count();
        RowCounts some = new RowCounts();
        some.add(Fate.USED, 3);
        some.add(Fate.QUARANTINED, 5 * ofSome);
        assertEquals(some, report.rowsByFile().get("some"));
        assertEquals(5L * (splits - ofSome), report.rowsByFile().get("none").read());
        assertEquals(3 + 5L * splits, report.rows().read());
        assertEquals(2, report.entities());
    }

    @Test
    @DisplayName(
            "ENG-104 of all that is wrong with the input the first is told, whichever thread is first to meet something")
    default void tellsTheFirstInputProblem() {
        PlanBuilder plan = StandardLog.plan();
        FeaturePlan features = plan.feature("events", plan.countRows())
                .validate("small", call(ScalarFunction.LESS, plan.column("units"), constant(100)))
                .build();
        List<MemoryFile> files = new ArrayList<>();
        for (String name : List.of("first", "second", "third", "fourth")) {
            List<@Nullable Object[]> rows = new ArrayList<>();
            for (int row = 1; row <= 10; row++) {
                rows.add(StandardLog.units(1, name.equals("third") && row > 6 || name.equals("fourth") ? 100 : 1));
            }
            files.add(new MemoryFile(name, StandardLog.SCHEMA, rows));
        }
        for (int threads : new int[] {1, 2, 4}) {
            CountDownLatch met = new CountDownLatch(threads == 1 ? 0 : 1);
            MemoryEventSource source = MemoryEventSource.of(files).withHook((split, before) -> {
                if (split.file().equals("fourth")) {
                    met.countDown();
                    throw new InputException("the fourth file cannot be read");
                } else if (split.file().equals("third") && before == 3) {
                    await(met);
                }
            });
            EngineUnderTest engine = EngineUnderTest.of(engine())
                    .withThreads(threads)
                    .withBatchRows(3)
                    .withQuarantine(Optional.empty());
            var failure = assertThrows(InputException.class, () -> engine.run(features, source));
            assertTrue(failure.getMessage().startsWith("third, row 7, column units: "), failure.getMessage());
            verifyReleased();
        }
    }

    /** Waits until another thread has met something, and has had the time to end the run, were it to. */
    private static void await(CountDownLatch met) {
        try {
            // where threads are to meet first, that comes later
            if (met.await(2, TimeUnit.SECONDS)) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            throw new CancellationException("the run was ended");
        }
    }

    /** Sets five rows aside in every split. */
    record WithBadRows(EventSource source) implements EventSource {
        @Override
        public String format() {
            return source.format();
        }

        @Override
        public List<InputFile> files() {
            return source.files();
        }

        @Override
        public Schema schema() {
            return source.schema();
        }

        @Override
        public List<Split> splits(Schema reads) {
            return source.splits(reads).stream().map(WithBadRows::split).toList();
        }

        private static Split split(Split split) {
            return new Split() {
                @Override
                public String file() {
                    return split.file();
                }

                @Override
                public long rows() {
                    return -1;
                }

                @Override
                public long bytes() {
                    return split.bytes();
                }

                @Override
                public BatchReader open(int batchRows) {
                    return counting(split.open(batchRows));
                }
            };
        }

        private static BatchReader counting(BatchReader reader) {
            return new BatchReader() {
                private boolean ended;

                @Override
                public @Nullable ColumnBatch next() {
                    ColumnBatch batch = reader.next();
                    ended |= batch == null;
                    return batch;
                }

                @Override
                public long bytesRead() {
                    return reader.bytesRead();
                }

                @Override
                public long badRows() {
                    return ended ? 5 : 2;
                }

                @Override
                public void close() {
                    reader.close();
                }
            };
        }
    }
}
