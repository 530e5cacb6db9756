package io.millrace.cli;

import io.millrace.core.port.RunListener;
import java.util.List;

/**
 * Who watches a run.
 *
 * @param progress how it tells how far it is
 * @param quiet whether it says nothing but errors
 * @param listeners who else hears of it
 */
record RunWatch(ProgressMode progress, boolean quiet, List<RunListener> listeners) {
    ProgressMode mode() {
        return quiet ? ProgressMode.NONE : progress;
    }
}
