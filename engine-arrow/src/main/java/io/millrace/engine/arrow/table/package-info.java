/** Arrow's own files and readers as tables: events, rosters and matrices. Independent of the engine beside it. */
package io.millrace.engine.arrow.table;
