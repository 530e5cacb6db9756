package io.millrace.core.contract;

import io.millrace.core.port.EventSource;
import java.util.List;
import org.junit.jupiter.api.Nested;

class MemoryEventSourceTest {
    @Nested
    class InOneSplit implements EventSourceContract {
        @Override
        public EventSource open(List<MemoryFile> files) {
            return MemoryEventSource.of(files);
        }
    }

    @Nested
    class WithEmptyBatchesAndSharedText implements EventSourceContract {
        @Override
        public EventSource open(List<MemoryFile> files) {
            return MemoryEventSource.of(files).inSplits(99).withEmptyBatches().withText(TextForm.SHARED);
        }
    }

    @Nested
    class WithRepeatingText implements EventSourceContract {
        @Override
        public EventSource open(List<MemoryFile> files) {
            return MemoryEventSource.of(files).inSplits(1000).withText(TextForm.REPEATING);
        }
    }

    @Nested
    class WithClearedText implements EventSourceContract {
        @Override
        public EventSource open(List<MemoryFile> files) {
            return MemoryEventSource.of(files).withText(TextForm.CLEARED);
        }
    }

    @Nested
    class WithTextPerBatch implements EventSourceContract {
        @Override
        public EventSource open(List<MemoryFile> files) {
            return MemoryEventSource.of(files).withText(TextForm.PER_BATCH);
        }
    }
}
