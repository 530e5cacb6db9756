package io.millrace.engine.arrow;

/** Makes what takes in the values that reach a cell. */
interface KernelFactory {
    /**
     * @param asOf which block of a record: a place in the plan's as-of times
     */
    Kernel kernel(RecordLayout.Cell cell, int asOf);
}
