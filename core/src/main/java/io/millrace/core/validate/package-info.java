/** Checks on a finished matrix. */
package io.millrace.core.validate;
