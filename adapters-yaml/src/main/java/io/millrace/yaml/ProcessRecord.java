package io.millrace.yaml;

import java.util.List;
import java.util.OptionalLong;

/**
 * The process that ran: how it was called, and its memory, of which the engine's budget is a part.
 *
 * @param command the arguments of {@code millrace} that repeat the run; none where it was no command
 * @param limitBytes what memory it was allowed; empty where nobody said
 * @param peakBytes the most that was resident at once; empty where the system does not tell
 */
public record ProcessRecord(List<String> command, OptionalLong limitBytes, OptionalLong peakBytes) {
    /** Nothing is known of the process. */
    public static final ProcessRecord UNKNOWN =
            new ProcessRecord(List.of(), OptionalLong.empty(), OptionalLong.empty());

    public ProcessRecord {
        command = List.copyOf(command);
    }
}
