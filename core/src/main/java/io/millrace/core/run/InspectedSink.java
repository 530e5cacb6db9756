package io.millrace.core.run;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.matrix.MatrixProfiler;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.validate.CheckResult;
import io.millrace.core.validate.MatrixChecks;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Profiles and checks the rows on their way to a sink, so that nothing needs to read the matrix again. The profile takes
 * as long as the sink: with more than one thread, both are at work at the same time.
 */
final class InspectedSink implements MatrixSink {
    private final MatrixSink target;
    private final MatrixProfiler profiler;
    private final MatrixChecks checks;
    private final @Nullable Beside beside;
    private @Nullable MatrixProfile profile;
    private Optional<WrittenFile> written = Optional.empty();

    InspectedSink(MatrixSink target, FeaturePlan plan, int threads) {
        this.target = target;
        this.beside = threads > 1 ? new Beside() : null;
        this.profiler = MatrixProfiler.ofMatrix(plan.matrix(), plan.leadingColumns());
        this.checks = new MatrixChecks(plan.checks(), plan.matrix());
    }

    @Override
    public void open(Schema schema) {
        target.open(schema);
    }

    @Override
    public void write(ColumnBatch batch) {
        if (beside == null) {
            profiler.add(batch);
            checkAndWrite(batch);
        } else {
            beside.run(() -> profiler.add(batch), () -> checkAndWrite(batch));
        }
    }

    private void checkAndWrite(ColumnBatch batch) {
        checks.add(batch);
        target.write(batch);
    }

    /** Of all rows, after {@link #finish}. */
    MatrixProfile profile() {
        return Objects.requireNonNull(profile, "the sink is not finished");
    }

    List<CheckResult> results(MatrixProfile profile) {
        return checks.results(profile);
    }

    @Override
    public Optional<WrittenFile> finish() {
        if (beside == null) {
            profile = profiler.profile();
            return target.finish();
        }
        beside.run(() -> profile = profiler.profile(), () -> written = target.finish());
        return written;
    }

    @Override
    public void commit() {
        target.commit();
    }

    /** Ends the other thread; whoever gave the target closes it. */
    @Override
    public void close() {
        if (beside != null) {
            beside.close();
        }
    }
}
