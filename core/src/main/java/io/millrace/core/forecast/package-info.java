/** What a run will take, told from a sample of its events. */
package io.millrace.core.forecast;
