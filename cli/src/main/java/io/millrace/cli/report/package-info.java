/** One page that tells whether a matrix is good: its model, and the model as JSON and as HTML. */
package io.millrace.cli.report;
