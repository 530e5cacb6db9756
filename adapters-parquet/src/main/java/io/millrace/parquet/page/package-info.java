/** The page reader: decodes the pages of flat columns itself, streaming, with text as codes. */
package io.millrace.parquet.page;
