package io.millrace.core.why;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ForwardingReader;
import io.millrace.core.port.ForwardingSource;
import io.millrace.core.port.ForwardingSplit;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.Split;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Events that are looked at on their way to an engine, so that the log is read once. */
final class WatchedSource extends ForwardingSource {
    private final Supplier<EventWatch> watches;

    /** @param watches makes one for each reader */
    WatchedSource(EventSource events, Supplier<EventWatch> watches) {
        super(events);
        this.watches = watches;
    }

    @Override
    public List<Split> splits(Schema reads) {
        return super.splits(reads).stream().<Split>map(Watched::new).toList();
    }

    private final class Watched extends ForwardingSplit {
        Watched(Split split) {
            super(split);
        }

        @Override
        public BatchReader open(int batchRows) {
            List<String> names = files().stream().map(InputFile::name).toList();
            BatchReader reader = split().open(batchRows);
            reader.keepPlaces(); // of events that are shown
            return new Reader(reader, watches.get(), file(), names.indexOf(file()));
        }
    }

    private static final class Reader extends ForwardingReader {
        private final EventWatch watch;
        private final String file;
        private final int fileOrder;

        Reader(BatchReader reader, EventWatch watch, String file, int fileOrder) {
            super(reader);
            this.watch = watch;
            this.file = file;
            this.fileOrder = fileOrder;
        }

        @Override
        public @Nullable ColumnBatch next() {
            ColumnBatch batch = super.next();
            if (batch != null) {
                watch.look(file, fileOrder, batch, this);
            }
            return batch;
        }
    }
}
