package io.millrace.engine.arrow;

import io.millrace.engine.arrow.spill.DiskFiles;
import io.millrace.engine.arrow.spill.SpillFiles;

/**
 * What tests make small, so that little data takes every way through the engine.
 *
 * @param mostGroups the most entities of a thread's table, above which it is spilled
 * @param mostForced how many times that happens in a run, at most: more is only slow
 * @param refused every so many allocations of state one is refused, 0 for none
 * @param hashMask the bits of keys' hashes that are used
 * @param blockBytes the most bytes of a block of a spill file, header included
 * @param mostRuns the most runs that are merged at once, at least 2
 * @param finishedBytes about how many bytes of finished records are handed on at once, at most
 */
record EngineSettings(
        int mostGroups,
        int mostForced,
        int refused,
        int hashMask,
        int blockBytes,
        int mostRuns,
        int finishedBytes,
        SpillFiles files) {
    static final EngineSettings USUAL =
            new EngineSettings(Integer.MAX_VALUE, 0, 0, -1, 1 << 16, 64, 1 << 18, new DiskFiles());

    EngineSettings withMostGroups(int most, int times) {
        return new EngineSettings(most, times, refused, hashMask, blockBytes, mostRuns, finishedBytes, files);
    }

    EngineSettings withRefused(int every) {
        return new EngineSettings(mostGroups, mostForced, every, hashMask, blockBytes, mostRuns, finishedBytes, files);
    }

    EngineSettings withHashMask(int mask) {
        return new EngineSettings(mostGroups, mostForced, refused, mask, blockBytes, mostRuns, finishedBytes, files);
    }

    EngineSettings withSmallBlocks(int bytes, int runs) {
        return new EngineSettings(mostGroups, mostForced, refused, hashMask, bytes, runs, bytes, files);
    }

    EngineSettings withFiles(SpillFiles other) {
        return new EngineSettings(
                mostGroups, mostForced, refused, hashMask, blockBytes, mostRuns, finishedBytes, other);
    }
}
