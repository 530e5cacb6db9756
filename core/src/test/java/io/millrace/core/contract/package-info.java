/**
 * The test kit that every engine, reader and writer is held to: contracts with numbered rules, the reference engine,
 * fakes in memory, and generators of events and plans. Shipped as core's test-jar.
 *
 * <p>Values outside of batches are boxed here: null, {@link java.lang.Long} (integers, and times in microseconds),
 * {@link java.lang.Double}, {@link java.lang.Boolean} or {@link java.lang.String}.
 */
package io.millrace.core.contract;
