package io.millrace.core.contract;

import static io.millrace.core.contract.Rows.rows;
import static io.millrace.core.contract.StandardLog.event;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.Fate;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.RowCounts;
import java.util.List;
import java.util.Optional;
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
