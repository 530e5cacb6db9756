package io.millrace.core.validate;

import io.millrace.core.sketch.ValueHash;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** The numbers that were seen as of each time. */
final class SeenNumbers {
    private final Map<Long, LongSet> byTime = new HashMap<>();

    /** Whether the number is new as of that time. */
    boolean add(long time, long number) {
        return byTime.computeIfAbsent(time, any -> new LongSet()).add(number);
    }

    /** A number, and the time as of which it was seen. */
    interface Target {
        void accept(long time, long number);
    }

    /** Hands on every number. */
    void forEach(Target target) {
        byTime.forEach((time, numbers) -> numbers.forEach(number -> target.accept(time, number)));
    }

    /** A hash set with open addressing, at most half full. */
    private static final class LongSet {
        private static final int SMALLEST = 16;

        private long[] slots = new long[SMALLEST];
        private boolean zero;
        private int size;

        boolean add(long number) {
            if (number == 0) {
                boolean added = !zero;
                zero = true;
                return added;
            }
            int slot = slot(number);
            if (slots[slot] == number) {
                return false;
            }
            slots[slot] = number;
            size++;
            if (size * 2 > slots.length) {
                grow();
            }
            return true;
        }

        void forEach(LongConsumer target) {
            if (zero) {
                target.accept(0);
            }
            for (long number : slots) {
                if (number != 0) {
                    target.accept(number);
                }
            }
        }

        private int slot(long number) {
            int mask = slots.length - 1;
            int slot = (int) ValueHash.of(number) & mask;
            while (slots[slot] != 0 && slots[slot] != number) {
                slot = slot + 1 & mask;
            }
            return slot;
        }

        private void grow() {
            long[] old = slots;
            slots = new long[Math.multiplyExact(old.length, 2)];
            for (long number : old) {
                if (number != 0) {
                    slots[slot(number)] = number;
                }
            }
        }
    }
}
