/** The hexagon: what Millrace asks of readers, writers, engines and listeners. */
package io.millrace.core.port;
