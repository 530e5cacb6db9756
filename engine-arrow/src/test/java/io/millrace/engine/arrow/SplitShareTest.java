package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ForwardingSource;
import io.millrace.core.port.ForwardingSplit;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.MemoryBudget;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Threads that read one file keep the shares of their splits within what the file may take. */
final class SplitShareTest {
    private static final int OF_FILE = 64;

    /** Splits that have a share of their file. */
    private static final class Shared extends ForwardingSource {
        private final long share;

        Shared(EventSource events, long share) {
            super(events);
            this.share = share;
        }

        @Override
        public List<Split> splits(Schema reads) {
            return super.splits(reads).stream().<Split>map(SharedSplit::new).toList();
        }

        private final class SharedSplit extends ForwardingSplit {
            SharedSplit(Split split) {
                super(split);
            }

            @Override
            public Optional<Share> share() {
                return Optional.of(new Share(share, OF_FILE));
            }

            @Override
            public BatchReader open(int batchRows) {
                return split().open(batchRows);
            }
        }
    }

    /** How many splits of a file were read at once. */
    private static final class AtOnce implements RunListener {
        private final Map<String, AtomicInteger> now = new ConcurrentHashMap<>();
        private final AtomicInteger most = new AtomicInteger();

        @Override
        public void splitStarted(Split split, int thread) {
            int count = now.computeIfAbsent(split.file(), file -> new AtomicInteger())
                    .incrementAndGet();
            most.accumulateAndGet(count, Math::max);
        }

        @Override
        public void splitEnded(Split split, int thread) {
            now.get(split.file()).decrementAndGet();
        }
    }

    private static List<List<Object>> rows(FeaturePlan plan, EventSource events, RunListener listener) {
        MemoryMatrixSink sink = new MemoryMatrixSink();
        try (sink) {
            EngineRequest request =
                    EngineRequest.of(plan, events, Optional.empty(), new MemoryBudget(64 << 20), 4, 100);
            EngineReport report = new ArrowFeatureEngine().run(request, sink, listener);
            assertEquals(3 * 2000, report.rows().read());
            sink.commit();
        }
        return sink.rows();
    }

    @ParameterizedTest(name = "of {0} of 64 bytes at most {1} at once")
    @CsvSource({"64, 1", "33, 1", "32, 2", "20, 3"})
    void readsNoMoreSplitsOfAFileAtOnceThanHaveRoom(long share, int most) {
        FeaturePlan plan = Log.usualPlan(DataType.INT64);
        MemoryEventSource events = Log.events(DataType.INT64, 3, 2000, 50, 0.01).inSplits(50);
        AtOnce listener = new AtOnce();

        List<List<Object>> shared = rows(plan, new Shared(events, share), listener);

        assertTrue(listener.most.get() <= most, listener.most + " at once");
        assertEquals(rows(plan, events, RunListener.NONE), shared);
    }
}
