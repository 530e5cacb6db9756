/** Values out of JSON text, by a path. */
package io.millrace.core.json;
