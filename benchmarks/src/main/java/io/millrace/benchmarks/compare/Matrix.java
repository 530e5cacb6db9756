package io.millrace.benchmarks.compare;

/** A matrix of numbers that a contestant made, wherever it lies. Its first column is the entity key. */
interface Matrix {
    /** Reads it from its first row. */
    MatrixRows rows();
}
