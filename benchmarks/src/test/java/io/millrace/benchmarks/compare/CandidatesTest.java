package io.millrace.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.millrace.core.run.MemoryBudget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CandidatesTest {
    @TempDir
    Path folder;

    @Test
    void runDuckDbInAProcessOfItsOwn() throws Exception {
        assumeTrue(Files.isExecutable(ProcessContestant.TIME), "GNU time is not installed");
        Path query = Files.writeString(
                folder.resolve("query.sql"),
                "select 7::bigint as user_id, 2::bigint as events, 0.5::double as revenue");
        ProcessContestant duckDb = candidates().duckDbJdbc(query).contestant().orElseThrow();
        assertEquals(
                1,
                MatrixGate.requireEqual(
                        GivenMatrix.of(GivenMatrix.row(7L, 2L, 0.5)),
                        "it",
                        duckDb.run().matrix()));
    }

    @Test
    void areAbsentWhereTheirLibraryIs() {
        Candidate polars = candidates().polars(folder);
        assertEquals(Optional.empty(), polars.version());
        assertEquals(Optional.empty(), polars.contestant());
        assertTrue(polars.advice().contains("npm install"), polars.advice());
    }

    private Candidates candidates() {
        Job job = new Job(List.of(), Instant.EPOCH, 1, new MemoryBudget(1));
        return new Candidates(folder.resolve("no-repository"), job, folder);
    }
}
