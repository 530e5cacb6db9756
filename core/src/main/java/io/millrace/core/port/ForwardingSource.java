package io.millrace.core.port;

import io.millrace.core.event.Schema;
import java.util.List;
import java.util.Optional;

/** A source that is read otherwise than the one it stands for, which still tells everything about itself. */
public abstract class ForwardingSource implements EventSource {
    private final EventSource events;

    protected ForwardingSource(EventSource events) {
        this.events = events;
    }

    @Override
    public String format() {
        return events.format();
    }

    @Override
    public List<InputFile> files() {
        return events.files();
    }

    @Override
    public Schema schema() {
        return events.schema();
    }

    @Override
    public Optional<ReadOptions> reading() {
        return events.reading();
    }

    @Override
    public List<Split> splits(Schema reads) {
        return events.splits(reads);
    }
}
