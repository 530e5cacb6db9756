package io.millrace.core.run;

import io.millrace.core.matrix.MatrixProfile;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.Entities;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.Phase;
import io.millrace.core.port.Sample;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.validate.CheckResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything about a run that ended well.
 *
 * @param entities which entities have a row
 * @param sample which part of them
 * @param report what the engine did: rows by fate, entities, memory
 * @param profile of the matrix
 * @param checks in the feature set's order
 * @param phases time by phase, in order
 * @param took from the request until the output was on the disk
 * @param bytesRead bytes taken from the input
 * @param sameContent files of the input that hold the same bytes
 * @param roster the files of the roster
 * @param fingerprints of the files of events and roster that are files of the file system, by name
 * @param output the file that was written; empty where none was
 */
public record RunSummary(
        FeaturePlan plan,
        EventSource events,
        Entities entities,
        Sample sample,
        MemoryBudget memory,
        EngineReport report,
        MatrixProfile profile,
        List<CheckResult> checks,
        Map<Phase, Duration> phases,
        Duration took,
        long bytesRead,
        List<SameContent> sameContent,
        List<InputFile> roster,
        Map<String, Fingerprint> fingerprints,
        Optional<WrittenFile> output) {
    public RunSummary {
        sameContent = List.copyOf(sameContent);
        checks = List.copyOf(checks);
        roster = List.copyOf(roster);
        fingerprints = Map.copyOf(fingerprints);
    }

    /** Whether no check failed; warnings count as passed. */
    public boolean checksPassed() {
        return checks.stream().noneMatch(CheckResult::failed);
    }

    /** The checks that did not pass and are warnings only. */
    public List<CheckResult> warnings() {
        return checks.stream().filter(CheckResult::warned).toList();
    }
}
