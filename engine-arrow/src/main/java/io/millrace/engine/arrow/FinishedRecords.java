package io.millrace.engine.arrow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entities of all partitions, merged as their blocks come. */
final class FinishedRecords implements EntityWalk {
    private final RecordKey key;
    private final List<BlockQueue> queues;
    private final @Nullable FinishedBlock[] blocks;
    private final int[] places;
    private int first;

    FinishedRecords(RecordKey key, List<BlockQueue> queues) {
        this.key = key;
        this.queues = queues;
        this.blocks = new FinishedBlock[queues.size()];
        this.places = new int[queues.size()];
    }

    /** Waits for the first blocks. */
    void start() {
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = queues.get(i).takeFull();
        }
        findFirst();
    }

    private void findFirst() {
        first = -1;
        for (int i = 0; i < blocks.length; i++) {
            if (blocks[i] != null && (first < 0 || precedes(record(i), record(first)))) {
                first = i;
            }
        }
    }

    private long record(int partition) {
        return block(partition).record(places[partition]);
    }

    private FinishedBlock block(int partition) {
        FinishedBlock block = blocks[partition];
        if (block == null) {
            throw new IllegalStateException("partition " + partition + " has ended");
        }
        return block;
    }

    private boolean precedes(long left, long right) {
        int order = Long.compare(key.prefix(left), key.prefix(right));
        return order != 0 ? order < 0 : key.compareTies(left, right) < 0;
    }

    @Override
    public boolean hasNext() {
        return first >= 0;
    }

    @Override
    public long key() {
        return record(first);
    }

    @Override
    public long state() {
        return record(first);
    }

    @Override
    public boolean hasState() {
        return block(first).hasState(places[first]);
    }

    @Override
    public boolean isListed() {
        return block(first).isListed(places[first]);
    }

    @Override
    public boolean givesUpRecords() {
        return places[first] == block(first).size() - 1;
    }

    @Override
    public void advance() {
        places[first]++;
        if (places[first] == block(first).size()) {
            BlockQueue queue = queues.get(first);
            queue.putFree(block(first));
            blocks[first] = queue.takeFull();
            places[first] = 0;
        }
        findFirst();
    }
}
