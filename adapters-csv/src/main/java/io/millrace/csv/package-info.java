/** Comma-separated values: RFC 4180 in UTF-8, where an unquoted empty field is null and {@code ""} is empty text. */
package io.millrace.csv;
