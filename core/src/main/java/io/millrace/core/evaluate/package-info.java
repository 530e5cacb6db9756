/** Evaluates bound expressions over batches. */
package io.millrace.core.evaluate;
