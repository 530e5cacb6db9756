package io.millrace.benchmarks.compare;

/**
 * What a process took, as the system counted it.
 *
 * @param cpuSeconds of all its threads, in user and in system mode
 * @param peakBytes the most that was resident at once
 */
record Usage(double cpuSeconds, long peakBytes) {}
