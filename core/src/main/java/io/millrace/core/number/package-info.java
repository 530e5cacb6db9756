/** Exact arithmetic and exact text of numbers. */
package io.millrace.core.number;
