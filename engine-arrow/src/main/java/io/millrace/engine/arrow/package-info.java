/**
 * The engine whose state lives in Arrow memory, and Arrow's own files and readers as tables.
 *
 * <p>A run has one allocator, limited by its budget, and closes it with the run. On the Java heap stand only the batches
 * that travel, per thread a few arrays of a batch's length and what is remembered per entry of a batch's dictionary, and
 * 8 bytes of address per chunk of state; nothing on the heap grows with the number of entities beyond that.
 */
package io.millrace.engine.arrow;
