/** How two matrices differ: rows that are gone and new, cells that changed, columns that drifted. */
package io.millrace.core.diff;
