package io.millrace.engine.arrow;

import io.millrace.engine.arrow.spill.BlockReader;
import io.millrace.engine.arrow.spill.OpenRun;
import org.apache.arrow.memory.ArrowBuf;

/** Where one partition of one run is being read. */
final class RunCursor implements AutoCloseable {
    private static final int KEY_BYTES = 16;
    private static final int HAS_STATE = 1;
    private static final int LISTED = 2;

    private final RecordKey key;
    private final ArrowBuf buffer;
    private final long keyRecord;
    private final BlockReader in;
    private final SlidingBytes keyBytes;
    private int marks;

    RunCursor(OpenRun run, int partition, RecordKey key, StateMemory memory, int blockBytes) {
        this.key = key;
        this.buffer = memory.allocateRaw(blockBytes + KEY_BYTES);
        this.keyRecord = buffer.memoryAddress() + blockBytes;
        this.keyBytes = new SlidingBytes(memory);
        this.in = run.reader(partition, buffer);
    }

    /** What stands before a record: whether it has state, and whether the roster lists its entity. */
    static int marks(boolean hasState, boolean isListed) {
        return (hasState ? HAS_STATE : 0) | (isListed ? LISTED : 0);
    }

    /** Goes to the next record, of which the blocks are to be read next; false where there is none. */
    boolean next() {
        if (!in.hasNext()) {
            return false;
        }
        marks = in.readByte();
        key.read(in, keyRecord, keyBytes);
        return true;
    }

    /** The address of the key. */
    long key() {
        return keyRecord;
    }

    static boolean hasState(int marks) {
        return (marks & HAS_STATE) != 0;
    }

    static boolean isListed(int marks) {
        return (marks & LISTED) != 0;
    }

    boolean hasState() {
        return hasState(marks);
    }

    boolean isListed() {
        return isListed(marks);
    }

    BlockReader in() {
        return in;
    }

    @Override
    public void close() {
        keyBytes.close();
        buffer.close();
    }
}
