package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;

/**
 * Hands rows to kernels, also where their state does not fit: then state is spilled, and the rows that the kernel has
 * not taken in are, in records of a new table. Cells of one entity are merged each on its own, so it does not matter that
 * different rows of a batch are in the spilled records of different cells.
 */
final class KernelUpdates {
    private final Rows rows;
    private final int[] part;
    private boolean hasSpilled;

    /** The rows that are being taken in. */
    interface Rows {
        /** Finds the records of some of them again. */
        void resolve(int[] some, int count);

        /**
         * Writes all state to disk.
         *
         * @return whether no state is held at all any more
         */
        boolean spillAll();
    }

    KernelUpdates(Rows rows, int batchRows) {
        this.rows = rows;
        this.part = new int[batchRows];
    }

    /** Before rows whose records are all known. */
    void start() {
        hasSpilled = false;
    }

    void update(Kernel kernel, ColumnVector[] values, long[] times, RowSet chosen, long[] records) {
        if (hasSpilled) {
            resume(kernel, values, times, chosen, 0, records);
            return;
        }
        try {
            kernel.update(values, times, chosen.rows, records, chosen.count);
        } catch (BudgetExceeded e) {
            int taken = ((GrowingKernel) kernel).taken;
            rows.spillAll();
            hasSpilled = true;
            resume(kernel, values, times, chosen, taken, records);
        }
    }

    /** The record of a row of which something is to be told. */
    long record(int row, long[] records) {
        if (hasSpilled) {
            part[0] = row;
            try {
                rows.resolve(part, 1);
            } catch (BudgetExceeded e) {
                rows.spillAll();
                rows.resolve(part, 1);
            }
        }
        return records[row];
    }

    private void resume(Kernel kernel, ColumnVector[] values, long[] times, RowSet chosen, int from, long[] records) {
        int done = from;
        int size = Math.max(1, chosen.count - from);
        boolean nothingHeld = false;
        while (done < chosen.count) {
            int count = Math.min(size, chosen.count - done);
            System.arraycopy(chosen.rows, done, part, 0, count);
            int taken = 0;
            try {
                rows.resolve(part, count);
                taken = -1;
                kernel.update(values, times, part, records, count);
                done += count;
                nothingHeld = false;
            } catch (BudgetExceeded e) {
                taken = taken < 0 ? taken(kernel) : 0;
                done += taken;
                if (taken == 0 && nothingHeld && count == 1) {
                    throw e;
                }
                size = taken == 0 ? Math.max(1, count / 2) : size;
                nothingHeld = rows.spillAll();
            }
        }
    }

    private static int taken(Kernel kernel) {
        return kernel instanceof GrowingKernel growing ? growing.taken : 0;
    }
}
