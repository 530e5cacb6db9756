package io.millrace.engine.arrow;

/**
 * A kernel whose state may not fit into the budget. An update that ends with {@link BudgetExceeded} has taken in its
 * first rows, each of them wholly or not at all, and the others can be taken in later, into other records.
 */
abstract class GrowingKernel extends Kernel {
    /** How many rows the last update took in. */
    int taken;

    GrowingKernel(int offset) {
        super(offset);
    }
}
