package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import io.millrace.core.port.EngineReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on what must not matter: the matrix and the counts are the same. */
public interface EngineSameResultRules extends EngineSubject {
    private static List<@Nullable Object[]> events(boolean textKeys) {
        return StandardLog.randomEvents(3000, 150, textKeys, 40);
    }

    private static FeaturePlan plan(boolean textKeys) {
        PlanBuilder plan = textKeys ? StandardLog.textKeyedPlan() : StandardLog.plan();
        return StandardLog.broadPlan(plan).build();
    }

    private static MemoryEventSource source(boolean textKeys, List<@Nullable Object[]> rows) {
        return textKeys ? StandardLog.textKeyedSource(rows) : StandardLog.source(rows);
    }

    /** The reference's answer for {@link #events}, and proof that the log is not trivial. */
    private static EngineUnderTest.Outcome expected(boolean textKeys) {
        var outcome = EngineUnderTest.of(new ReferenceEngine()).run(plan(textKeys), source(textKeys, events(textKeys)));
        assertEquals(150, outcome.rows().size());
        return outcome;
    }

    private static void assertSame(EngineUnderTest.Outcome expected, EngineUnderTest.Outcome actual, String how) {
        assertEquals(expected.rows(), actual.rows(), how);
        EngineReport one = expected.report();
        EngineReport other = actual.report();
        assertEquals(one.rows(), other.rows(), how);
        assertEquals(one.earliest(), other.earliest(), how);
        assertEquals(one.latest(), other.latest(), how);
        assertEquals(one.nonFinite(), other.nonFinite(), how);
    }

    @Test
    @DisplayName("ENG-40 the number of threads does not matter")
    default void gives1To8ThreadsTheSame() {
        for (boolean textKeys : new boolean[] {false, true}) {
            for (int threads : new int[] {1, 2, 3, 8}) {
                var actual = EngineUnderTest.of(engine())
                        .withThreads(threads)
                        .run(plan(textKeys), source(textKeys, events(textKeys)).inSplits(50));
                assertSame(expected(textKeys), actual, threads + " threads");
            }
        }
    }

    @Test
    @DisplayName("ENG-41 the size of batches does not matter, nor do empty batches")
    default void givesAnyBatchSizeTheSame() {
        for (boolean textKeys : new boolean[] {false, true}) {
            for (int batchRows : new int[] {1, 7, 1000, 65536}) {
                MemoryEventSource source = source(textKeys, events(textKeys)).inSplits(900);
                EngineUnderTest engine = EngineUnderTest.of(engine()).withBatchRows(batchRows);
                assertSame(expected(textKeys), engine.run(plan(textKeys), source), batchRows + " rows");
                var withEmpty = engine.run(plan(textKeys), source.withEmptyBatches());
                assertSame(expected(textKeys), withEmpty, batchRows + " rows and empty batches");
            }
        }
    }

    @Test
    @DisplayName("ENG-42 the order of rows and files does not matter, nor how rows are spread over files and splits")
    default void givesAnyOrderTheSame() {
        Random random = new Random(42);
        for (boolean textKeys : new boolean[] {false, true}) {
            List<@Nullable Object[]> rows = events(textKeys);
            for (int files : new int[] {1, 2, 9, 40}) {
                Collections.shuffle(rows, random);
                var schema = textKeys ? StandardLog.TEXT_KEYED : StandardLog.SCHEMA;
                List<MemoryFile> parts = new ArrayList<>();
                for (int file = 0; file < files; file++) {
                    int from = rows.size() * file / files;
                    parts.add(new MemoryFile(
                            "part " + file, schema, rows.subList(from, rows.size() * (file + 1) / files)));
                }
                Collections.shuffle(parts, random);
                var source = MemoryEventSource.of(parts).inSplits(1 + random.nextInt(500));
                var actual = EngineUnderTest.of(engine()).withThreads(3).run(plan(textKeys), source);
                assertSame(expected(textKeys), actual, files + " files");
            }
        }
    }

    @Test
    @DisplayName("ENG-42 rows by key, by time and in turns do not matter")
    default void givesSortedRowsTheSame() {
        for (int column : new int[] {1, 2, 3}) {
            List<@Nullable Object[]> rows = events(false);
            rows.sort((left, right) -> compareNullsFirst(left[column], right[column]));
            for (int i = 0; i < 2; i++) {
                var source = source(false, rows).inSplits(777);
                var actual = EngineUnderTest.of(engine()).run(plan(false), source);
                assertSame(expected(false), actual, "sorted by column " + column);
                Collections.reverse(rows);
            }
        }
    }

    @Test
    @DisplayName("ENG-46 it does not matter whether splits tell the ranges of their times")
    default void givesSplitsWithRangesTheSame() {
        List<@Nullable Object[]> rows = events(false);
        rows.sort((left, right) -> compareNullsFirst(left[1], right[1]));
        long first = plan(false).asOfTimes().get(0);
        for (List<Long> times : List.of(
                List.of(first),
                List.of(first - 29 * Window.MICROS_PER_DAY),
                List.of(first - 40 * Window.MICROS_PER_DAY, first))) {
            FeaturePlan plan =
                    StandardLog.broadPlan(StandardLog.plan().asOf(times)).build();
            var expected = EngineUnderTest.of(new ReferenceEngine()).run(plan, source(false, rows));
            for (int splitRows : new int[] {1, 40, 3000}) {
                var source = source(false, rows).inSplits(splitRows).withRanges();
                assertSame(expected, EngineUnderTest.of(engine()).run(plan, source), splitRows + " rows");
            }
        }
    }

    private static int compareNullsFirst(@Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return (left == null ? 0 : 1) - (right == null ? 0 : 1);
        }
        return Boxed.compare(left, right);
    }

    @Test
    @DisplayName("ENG-43 the form of dictionaries does not matter")
    default void givesAnyDictionaryTheSame() {
        for (boolean textKeys : new boolean[] {false, true}) {
            for (TextForm form : TextForm.values()) {
                for (int batchRows : new int[] {13, 1000}) {
                    var source =
                            source(textKeys, events(textKeys)).inSplits(400).withText(form);
                    var actual = EngineUnderTest.of(engine())
                            .withThreads(2)
                            .withBatchRows(batchRows)
                            .run(plan(textKeys), source);
                    assertSame(expected(textKeys), actual, form.toString());
                }
            }
        }
    }

    @Test
    @DisplayName("ENG-43 the form of a roster's dictionary does not matter")
    default void givesAnyRosterDictionaryTheSame() {
        List<@Nullable Object[]> roster = Rows.rows();
        for (int i = 0; i < 400; i++) {
            roster.add(Rows.row("user " + (i * 37 % 200 * 1_000_003L - 500L)));
        }
        var schema = Schema.of(Field.nullable("user", DataType.TEXT));
        var source = MemoryEventSource.ofRows(schema, roster).inSplits(90);
        var expected = EngineUnderTest.of(new ReferenceEngine())
                .withRoster(source, "user")
                .run(plan(true), source(true, events(true)));
        assertEquals(200, expected.rows().size());
        for (TextForm form : TextForm.values()) {
            var actual = EngineUnderTest.of(engine())
                    .withBatchRows(64)
                    .withRoster(source.withText(form).withEmptyBatches(), "user")
                    .run(plan(true), source(true, events(true)).inSplits(300));
            assertSame(expected, actual, form.toString());
            assertEquals(50, actual.report().entitiesWithoutEvents());
        }
    }

    @Test
    @DisplayName("ENG-44 one engine runs many times, also at once")
    default void runsAgainAndAtOnce() {
        var engine = EngineUnderTest.of(engine());
        var expected = expected(false);
        assertSame(expected, engine.run(plan(false), source(false, events(false))), "first run");
        assertSame(expected, engine.run(plan(false), source(false, events(false))), "second run");
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            List<CompletableFuture<EngineUnderTest.Outcome>> runs = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                runs.add(CompletableFuture.supplyAsync(
                        () -> engine.run(
                                plan(false), source(false, events(false)).inSplits(100)),
                        threads));
            }
            runs.forEach(run -> assertSame(expected, run.join(), "at once"));
        } finally {
            threads.shutdownNow();
        }
    }
}
