/** What an event log looks like, before anything is computed from it. */
package io.millrace.core.inspect;
