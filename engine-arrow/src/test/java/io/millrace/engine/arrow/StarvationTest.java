package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.ReferenceEngine;
import io.millrace.core.contract.TextForm;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.run.ResourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Random jobs under random small budgets: each gives what plenty gives, or is refused with a budget that does. How many
 * are tried is {@code millrace.starved}.
 */
class StarvationTest {
    private static final int JOBS = Integer.getInteger("millrace.starved", 25);
    private static final long SEED = Long.getLong("millrace.seed", 20_241_031);
    private static final StarvedJob ONE_LARGE_JOB =
            new StarvedJob(1, 3, 5000, 2000, 0.5, 12, 10_000, TextForm.SHARED, true, false, 0, 3, 1000);
    private static final StarvedJob TINY_FILES =
            new StarvedJob(2, 10_000, 2, 20_000, 0, 12, 50, TextForm.PER_BATCH, false, false, 0, 4, 1000);
    private static final StarvedJob LONG_KEYS =
            new StarvedJob(3, 3, 2000, 600, 0, 10_000, 2, TextForm.GROWING, false, false, 0, 2, 300);

    /** A roster that takes most of the budget, and many runs, of each of which a key is in memory at a time. */
    private static final StarvedJob LONG_KEYS_OF_A_ROSTER = new StarvedJob(
            -6441743820876246500L, 2, 5000, 300, 0.5, 10_000, 2, TextForm.SHARED, false, true, 534, 3, 1000);

    private final Allocators allocators = new Allocators();
    private final SpillRoot root = new SpillRoot();
    private final FeatureEngine engine = root.engine(new ArrowFeatureEngine(allocators));
    private int fitted;
    private int spilled;
    private int refused;
    private int sharp;

    @AfterEach
    void everythingIsFreed() {
        allocators.verifyReleased();
        root.verifyEmpty();
    }

    @Test
    void givesTheSameOrNamesABudgetThatDoes() throws IOException {
        for (int number = 0; number < JOBS; number++) {
            Random random = new Random(new SplittableRandom(SEED + number).nextLong());
            StarvedJob job = StarvedJob.random(random);
            try {
                verify(job, Math.pow(2, random.nextDouble() * 1.6 - 0.4));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("job " + number + " of seed " + SEED + ", " + job, failure);
            }
        }
        String report = JOBS + " jobs of seed " + SEED + ": " + fitted + " fitted, " + spilled + " were spilled, "
                + refused + " were refused and ran with the budget named, of which three quarters were refused for "
                + sharp + "\n";
        Files.writeString(Path.of("target", "starvation.txt"), report);
        assertEquals(JOBS, fitted + spilled + refused);
        assertTrue(fitted > 0 && spilled > JOBS / 10 && refused > JOBS / 20, report);
    }

    @Test
    void readsTenThousandTinyFiles() {
        verifyAll(TINY_FILES);
    }

    @Test
    void takesHalfOfTheRowsFromOneUserAndTenThousandTypes() {
        verifyAll(ONE_LARGE_JOB);
    }

    @Test
    void takesKeysOfTenThousandBytes() {
        verifyAll(LONG_KEYS);
    }

    @Test
    void namesABudgetForARosterOfKeysOfTenThousandBytes() {
        verify(LONG_KEYS_OF_A_ROSTER, 0.9);
        assertEquals(1, refused);
    }

    private void verifyAll(StarvedJob job) {
        verify(job, 0.9, 1, 1.5);
        assertTrue(spilled > 0, job + " was not spilled");
    }

    /**
     * @param shares of the budget below which the engine refuses whatever there is to read
     */
    private void verify(StarvedJob job, double... shares) {
        FeaturePlan plan = job.plan();
        MemoryEventSource events = job.events();
        var expected = job.on(new ReferenceEngine()).run(plan, events);
        EngineUnderTest subject = job.on(engine);
        long least = NamedBudget.in(assertThrows(
                ResourceException.class, () -> subject.withMemory(1).run(plan, events)));
        for (double share : shares) {
            verify(expected, subject, plan, events, Math.round(least * share));
        }
    }

    private void verify(
            EngineUnderTest.Outcome expected,
            EngineUnderTest subject,
            FeaturePlan plan,
            MemoryEventSource events,
            long budget) {
        try {
            boolean spills = verifyEqual(expected, subject, plan, events, budget);
            spilled += spills ? 1 : 0;
            fitted += spills ? 0 : 1;
        } catch (ResourceException refusal) {
            refused++;
            long named = NamedBudget.in(refusal);
            assertTrue(named > budget, named + " named after " + budget);
            verifyEqual(expected, subject, plan, events, named);
            sharp += isRefused(subject.withMemory(named * 3 / 4), plan, events) ? 1 : 0;
        }
    }

    /** Whether it spilled. */
    private boolean verifyEqual(
            EngineUnderTest.Outcome expected,
            EngineUnderTest subject,
            FeaturePlan plan,
            MemoryEventSource events,
            long budget) {
        var actual = subject.withMemory(budget).run(plan, events);
        assertEquals(expected.rows(), actual.rows(), "with " + budget);
        assertEquals(expected.report().rowsByFile(), actual.report().rowsByFile());
        assertTrue(actual.report().peakBytes() <= budget, actual.report() + " with " + budget);
        allocators.verifyReleased();
        return actual.report().spilled().runs() > 0;
    }

    private static boolean isRefused(EngineUnderTest subject, FeaturePlan plan, MemoryEventSource events) {
        try {
            subject.run(plan, events);
            return false;
        } catch (ResourceException refused) {
            return true;
        }
    }
}
