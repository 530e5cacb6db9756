/** A run from request to summary: the pipeline, its budget, its accounting and its errors. */
package io.millrace.core.run;
