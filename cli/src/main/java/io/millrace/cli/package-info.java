/** The command line: the only place that wires the parts together. */
package io.millrace.cli;
