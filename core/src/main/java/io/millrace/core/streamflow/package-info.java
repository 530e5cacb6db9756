/** The simulator of the case study's events. */
package io.millrace.core.streamflow;
