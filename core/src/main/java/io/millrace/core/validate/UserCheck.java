package io.millrace.core.validate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Check;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.port.MatrixCheck;
import io.millrace.core.run.InputException;
import io.millrace.core.run.MillraceException;
import java.util.function.Supplier;

/** A user's own check. */
final class UserCheck implements RunningCheck {
    private final Check.Named check;
    private final MatrixCheck.Running running;

    UserCheck(Check.Named check, MatrixCheck user, Schema matrix) {
        this.check = check;
        this.running = attempt(() -> user.start(matrix));
    }

    @Override
    public void add(ColumnBatch batch) {
        attempt(() -> {
            running.add(batch);
            return check;
        });
    }

    private <T> T attempt(Supplier<T> step) {
        try {
            return step.get();
        } catch (MillraceException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new InputException("check " + check.name() + ": " + check.use() + " failed: " + e, e);
        }
    }

    @Override
    public CheckResult result(MatrixProfile profile) {
        MatrixCheck.Outcome outcome = attempt(() -> running.outcome(profile));
        return new CheckResult(check, check.name(), outcome.violations(), outcome.observed());
    }
}
