package io.millrace.core.run;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Schema;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.matrix.MatrixProfiler;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.validate.CheckResult;
import io.millrace.core.validate.MatrixChecks;
import java.util.List;

/** Profiles and checks the rows on their way to a sink, so that nothing needs to read the matrix again. */
final class InspectedSink implements MatrixSink {
    private final MatrixSink target;
    private final MatrixProfiler profiler;
    private final MatrixChecks checks;

    InspectedSink(MatrixSink target, FeaturePlan plan) {
        this.target = target;
        this.profiler = MatrixProfiler.ofMatrix(plan.matrix(), plan.leadingColumns());
        this.checks = new MatrixChecks(plan.checks(), plan.matrix());
    }

    @Override
    public void open(Schema schema) {
        target.open(schema);
    }

    @Override
    public void write(ColumnBatch batch) {
        profiler.add(batch);
        checks.add(batch);
        target.write(batch);
    }

    MatrixProfile profile() {
        return profiler.profile();
    }

    List<CheckResult> results(MatrixProfile profile) {
        return checks.results(profile);
    }

    @Override
    public void commit() {
        target.commit();
    }

    @Override
    public long bytesWritten() {
        return target.bytesWritten();
    }

    @Override
    public void close() {
        target.close();
    }
}
