package io.millrace.engine.arrow;

/** Rows in work, one set for each step from a batch's rows to a kernel's; shared by the stages of one thread. */
final class StageBuffers {
    final int batchRows;
    final KernelUpdates updates;
    final RowSet inFilterWindows;
    final RowSet kept;
    final RowSet inArgumentWindows;
    final RowSet present;
    final RowSet inWindow;

    /**
     * @param updates hands rows to kernels
     */
    StageBuffers(int batchRows, KernelUpdates updates) {
        this.updates = updates;
        this.batchRows = batchRows;
        this.inFilterWindows = new RowSet(batchRows);
        this.kept = new RowSet(batchRows);
        this.inArgumentWindows = new RowSet(batchRows);
        this.present = new RowSet(batchRows);
        this.inWindow = new RowSet(batchRows);
    }
}
