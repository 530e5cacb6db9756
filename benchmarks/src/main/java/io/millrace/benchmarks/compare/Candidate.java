package io.millrace.benchmarks.compare;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process that could take part.
 *
 * @param version empty where it is not installed
 * @param advice how to install it
 * @param command writes the matrix to the output
 */
record Candidate(
        String name,
        Optional<String> version,
        String advice,
        List<String> command,
        Map<String, String> environment,
        Path output) {
    Optional<ProcessContestant> contestant() {
        return version.map(found -> new ProcessContestant(name, found, command, environment, output));
    }
}
