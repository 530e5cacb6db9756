/** Proves the prose: examples run, links lead somewhere, command lines are understood, printed output is real. */
package io.millrace.docs;
