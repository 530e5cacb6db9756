package io.millrace.cli;

import io.millrace.core.port.RunListener;
import io.millrace.core.run.QuarantineFile;
import io.millrace.core.run.RunSummary;

/** Writes what was set aside before the matrix is committed, unless it is too much. */
record QuarantineListener(QuarantineFile quarantine) implements RunListener {
    @Override
    public void summarized(RunSummary summary) {
        quarantine.write(summary.report().rows().read());
    }
}
