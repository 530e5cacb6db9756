/**
 * The comparison of Millrace with general engines: the same job on the same files with the same threads, in turns, and
 * cells are compared before any time is believed.
 */
package io.millrace.benchmarks.compare;
