package io.millrace.engine.arrow;

import java.util.Arrays;
import java.util.List;

/** Merges the values of one cell of one entity as they stand in several runs. */
final class ValueMerge {
    private final boolean text;
    private final boolean counted;
    private final ValueStream[] heap;
    private int size;
    private byte[] current = new byte[0];

    private ValueMerge(List<ValueStream> streams, boolean text, boolean counted) {
        this.text = text;
        this.counted = counted;
        this.heap = new ValueStream[streams.size()];
        for (ValueStream stream : streams) {
            if (stream.next()) {
                heap[size++] = stream;
            }
        }
        for (int i = size / 2 - 1; i >= 0; i--) {
            siftDown(i);
        }
    }

    /**
     * @param streams of equal cells, at their beginning; read to their end
     */
    static void run(List<ValueStream> streams, boolean text, boolean counted, ValueTarget target) {
        long total = 0;
        for (ValueStream stream : streams) {
            total = counted ? Math.addExact(total, stream.total()) : Math.max(total, stream.total());
        }
        target.begin(total);
        new ValueMerge(streams, text, counted).run(target);
        target.end();
    }

    private void run(ValueTarget target) {
        while (size > 0) {
            ValueStream first = heap[0];
            long word = first.word;
            int length = first.length;
            // The stream reads on into the other array.
            byte[] bytes = first.bytes;
            first.bytes = current;
            current = bytes;
            long count = first.count;
            advance();
            while (size > 0 && heap[0].word == word && (!text || isText(heap[0], bytes, length))) {
                count += heap[0].count;
                advance();
            }
            target.value(word, bytes, length, counted ? count : 1);
        }
    }

    private static boolean isText(ValueStream stream, byte[] bytes, int length) {
        return Arrays.equals(stream.bytes, 0, stream.length, bytes, 0, length);
    }

    private void advance() {
        if (!heap[0].next()) {
            heap[0] = heap[--size];
        }
        siftDown(0);
    }

    private void siftDown(int root) {
        int parent = root;
        for (int child = 2 * parent + 1; child < size; child = 2 * parent + 1) {
            if (child + 1 < size && precedes(heap[child + 1], heap[child])) {
                child++;
            }
            if (!precedes(heap[child], heap[parent])) {
                return;
            }
            ValueStream moved = heap[parent];
            heap[parent] = heap[child];
            heap[child] = moved;
            parent = child;
        }
    }

    private boolean precedes(ValueStream left, ValueStream right) {
        if (left.word != right.word || !text) {
            return left.word < right.word;
        }
        return Arrays.compareUnsigned(left.bytes, 0, left.length, right.bytes, 0, right.length) < 0;
    }
}
