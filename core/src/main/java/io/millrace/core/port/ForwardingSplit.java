package io.millrace.core.port;

import java.util.Optional;

/** A split that is read otherwise than the one it stands for, which still tells everything about itself. */
public abstract class ForwardingSplit implements Split {
    private final Split split;

    protected ForwardingSplit(Split split) {
        this.split = split;
    }

    /** The one that this stands for. */
    protected final Split split() {
        return split;
    }

    @Override
    public String file() {
        return split.file();
    }

    @Override
    public long rows() {
        return split.rows();
    }

    @Override
    public long bytes() {
        return split.bytes();
    }

    @Override
    public Optional<Range> range(int column) {
        return split.range(column);
    }

    @Override
    public long memory() {
        return split.memory();
    }

    @Override
    public long sharedMemory() {
        return split.sharedMemory();
    }

    @Override
    public Optional<Share> share() {
        return split.share();
    }

    @Override
    public Optional<String> reader() {
        return split.reader();
    }
}
