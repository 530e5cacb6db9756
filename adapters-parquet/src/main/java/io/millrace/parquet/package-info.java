/** Parquet files: their footers, their rows as batches, and tables written as Parquet. */
package io.millrace.parquet;
