package io.millrace.core.matrix;

/**
 * Pearson's correlation of two columns over the rows in which both have a value.
 *
 * @param value in [-1, 1]
 */
public record Correlation(String left, String right, double value) {}
