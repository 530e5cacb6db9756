/** Files of state that the memory does not hold: a run's own folder, and blocks with checksums. */
package io.millrace.engine.arrow.spill;
