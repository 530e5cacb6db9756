package io.millrace.core.validate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.matrix.MatrixProfile;

/** A check on its way through the rows. */
interface RunningCheck {
    void add(ColumnBatch batch);

    CheckResult result(MatrixProfile profile);
}
