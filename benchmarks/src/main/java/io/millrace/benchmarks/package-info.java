/** Benchmarks, each behind a gate that proves the compared results equal before anything is timed. */
package io.millrace.benchmarks;
