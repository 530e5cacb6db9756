package io.millrace.cli.report;

import io.millrace.cli.report.MatrixReport.RecordState;
import io.millrace.core.event.Schema;
import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.plan.FeatureDescription;
import io.millrace.core.validate.CheckResult;
import io.millrace.yaml.RecordedRun;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a matrix before it is put in order.
 *
 * @param matrix the file, as it was named
 * @param bytes its size
 * @param columns of the matrix
 * @param leading the columns before the features
 * @param profile of all columns
 * @param scan after all rows
 * @param featureSet the name of the set
 * @param descriptions of the set's features; none without a set
 * @param checks what they found
 * @param unboundChecks why the checks could not be evaluated; empty where they were, or where there is no set
 * @param record what the record says of the file
 * @param difference what is wrong where it tells of another one
 * @param run what the record tells; empty without
 */
public record Facts(
        String matrix,
        long bytes,
        Schema columns,
        int leading,
        MatrixProfile profile,
        MatrixScan scan,
        Optional<String> featureSet,
        List<FeatureDescription> descriptions,
        List<CheckResult> checks,
        Optional<String> unboundChecks,
        RecordState record,
        Optional<String> difference,
        Optional<RecordedRun> run) {}
