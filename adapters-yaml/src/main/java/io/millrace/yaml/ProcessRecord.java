package io.millrace.yaml;

import java.util.OptionalLong;

/**
 * The memory of the process that ran, of which the engine's budget is a part.
 *
 * @param limitBytes what it was allowed; empty where nobody said
 * @param peakBytes the most that was resident at once; empty where the system does not tell
 */
public record ProcessRecord(OptionalLong limitBytes, OptionalLong peakBytes) {
    /** Nothing is known of the process. */
    public static final ProcessRecord UNKNOWN = new ProcessRecord(OptionalLong.empty(), OptionalLong.empty());
}
