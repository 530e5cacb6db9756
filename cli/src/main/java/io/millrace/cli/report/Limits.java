package io.millrace.cli.report;

/**
 * From where on something is an alert.
 *
 * @param defaults the share of rows that hold a feature's default, and of rows without a value
 * @param correlation between two features, in either direction
 */
public record Limits(double defaults, double correlation) {}
