package io.millrace.core.contract;

import static io.millrace.core.contract.Rows.matrix;
import static io.millrace.core.contract.Rows.row;
import static io.millrace.core.contract.Rows.rows;
import static io.millrace.core.contract.StandardLog.INSIDE;
import static io.millrace.core.contract.StandardLog.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.Fate;
import io.millrace.core.run.RowCounts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on events that are there more than once. */
public interface EngineDuplicateRules extends EngineSubject {
    private static List<Field> columns(String... names) {
        return Stream.of(names)
                .map(name -> StandardLog.SCHEMA.find(name).orElseThrow())
                .toList();
    }

    private static FeaturePlan counting(String... columns) {
        PlanBuilder plan = StandardLog.plan();
        return plan.feature("events", plan.countRows())
                .feature("units", plan.aggregate(AggregationFunction.SUM, plan.column("units")))
                .feature("type", plan.aggregate(AggregationFunction.MAX, plan.column("type")))
                .feature("amounts", plan.aggregate(AggregationFunction.COUNT, plan.column("amount")))
                .build()
                .withoutDuplicates(columns(columns));
    }

    private static MemoryEventSource files(Map<String, List<@Nullable Object[]>> files) {
        return MemoryEventSource.of(files.entrySet().stream()
                .map(file -> new MemoryFile(file.getKey(), StandardLog.SCHEMA, file.getValue()))
                .toList());
    }

    private static List<Long> fates(EngineUnderTest.Outcome outcome, String file) {
        RowCounts counts = outcome.report().rowsByFile().getOrDefault(file, new RowCounts());
        return List.of(counts.get(Fate.USED), counts.get(Fate.DUPLICATE));
    }

    @Test
    @DisplayName(
            "ENG-19 of events that are equal in the columns one is used; null equals null, and what is not finite is null")
    default void usesOneOfDuplicates() {
        MemoryEventSource source = StandardLog.source(rows(
                event(1, INSIDE, "a", 1.0, 10, true),
                event(1, INSIDE, "a", 1.0, 10, true),
                event(1, INSIDE, "a", 1.0, 11, true),
                event(2, INSIDE, null, null, null, null),
                event(2, INSIDE, null, Double.NaN, null, null),
                event(2, INSIDE, null, Double.NEGATIVE_INFINITY, null, null),
                event(3, INSIDE, "", -0.0, 1, null),
                event(3, INSIDE, "", 0.0, 1, null),
                event(3, INSIDE, null, 0.0, 1, null),
                event(3, INSIDE + 1, "", 0.0, 1, null)));
        var outcome = EngineUnderTest.of(engine())
                .run(counting(StandardLog.SCHEMA.names().toArray(String[]::new)), source);
        assertEquals(matrix(row(1, 2, 21, "a", 2), row(2, 1, null, null, 0), row(3, 3, 3, "", 3)), outcome.rows());
        assertEquals(4, outcome.report().rows().get(Fate.DUPLICATE));
        assertEquals(6, outcome.report().rows().get(Fate.USED));
        assertEquals(0, outcome.report().nonFinite());
    }

    @Test
    @DisplayName(
            "ENG-19 the earliest stays, then the smallest by the columns that are read, by name, then that of the first file")
    default void keepsTheSmallest() {
        MemoryEventSource source = files(new TreeMap<>(Map.of(
                "b",
                rows(
                        event(1, INSIDE + 1, "a", null, 1, null),
                        event(1, INSIDE, "b", 1.0, 20, null),
                        event(2, INSIDE, "x", 2.0, 5, null),
                        event(2, INSIDE, "y", 1.0, 6, null),
                        event(3, INSIDE, "x", 1.0, 7, null)),
                "a",
                rows(
                        event(1, INSIDE, "b", 1.0, 30, null),
                        event(2, INSIDE, "x", 1.0, 8, null),
                        event(3, INSIDE, "x", 1.0, 7, null)))));
        var outcome = EngineUnderTest.of(engine()).run(counting("user"), source);
        assertEquals(matrix(row(1, 1, 20, "b", 1), row(2, 1, 8, "x", 1), row(3, 1, 7, "x", 1)), outcome.rows());
        assertEquals(List.of(2L, 1L), fates(outcome, "a"));
        assertEquals(List.of(1L, 4L), fates(outcome, "b"));
    }

    @Test
    @DisplayName("ENG-19 every other fate comes first, and the columns need not be used by a feature")
    default void countsDuplicatesLast() {
        PlanBuilder plan = StandardLog.plan();
        FeaturePlan features = plan.feature("events", plan.countRows())
                .where(plan.column("flag"))
                .build()
                .withoutDuplicates(columns("units"));
        MemoryEventSource source = StandardLog.source(rows(
                event(1, StandardLog.WINDOW.end(), null, null, 1, true),
                event(1, INSIDE - 1, null, null, 1, false),
                event(null, INSIDE - 1, null, null, 1, true),
                event(2, INSIDE - 1, null, null, 1, true),
                event(1, INSIDE, null, null, 1, true),
                event(1, INSIDE + 1, null, null, 1, true)));
        var outcome = EngineUnderTest.of(engine())
                .withRoster(DataType.INT64, List.of(1L, 7L))
                .run(features, source);
        assertEquals(matrix(row(1, 1), row(7, 0)), outcome.rows());
        RowCounts rows = outcome.report().rows();
        assertEquals(
                List.of(1L, 1L, 1L, 1L, 1L, 1L),
                Stream.of(
                                Fate.AFTER_AS_OF,
                                Fate.EXCLUDED,
                                Fate.WITHOUT_KEY,
                                Fate.NOT_IN_ROSTER,
                                Fate.USED,
                                Fate.DUPLICATE)
                        .map(rows::get)
                        .toList());
    }

    @Test
    @DisplayName(
            "ENG-19 threads, batches, order, files of any number and memory do not matter, for the counts by file neither")
    default void findsDuplicatesHoweverItIsRun() {
        Random random = new Random(19);
        List<@Nullable Object[]> once = StandardLog.randomEvents(1500, 60, false, 19);
        FeaturePlan all =
                StandardLog.broadPlan(StandardLog.plan()).build().withoutDuplicates(StandardLog.SCHEMA.fields());
        FeaturePlan some = StandardLog.broadPlan(StandardLog.plan()).build().withoutDuplicates(columns("user", "flag"));
        List<List<@Nullable Object[]>> files = new ArrayList<>();
        for (int file = 0; file < 5; file++) {
            files.add(new ArrayList<>());
        }
        once.forEach(event -> files.get(random.nextInt(5)).add(event));
        for (int i = 0; i < 900; i++) {
            files.get(random.nextInt(5)).add(once.get(random.nextInt(once.size())));
        }
        for (FeaturePlan plan : List.of(all, some)) {
            var expected = EngineUnderTest.of(new ReferenceEngine()).run(plan, source(files, random));
            assertTrue(
                    expected.report().rows().get(Fate.DUPLICATE) > 500,
                    expected.report().toString());
            for (int threads : new int[] {1, 2, 3, 8}) {
                for (int batchRows : new int[] {7, 1000}) {
                    files.forEach(rows -> Collections.shuffle(rows, random));
                    var actual = EngineUnderTest.of(engine())
                            .withThreads(threads)
                            .withBatchRows(batchRows)
                            .run(plan, source(files, random).inSplits(1 + random.nextInt(300)));
                    assertEquals(expected.rows(), actual.rows());
                    assertEquals(
                            new TreeMap<>(expected.report().rowsByFile()),
                            new TreeMap<>(actual.report().rowsByFile()));
                    assertEquals(expected.report().nonFinite(), actual.report().nonFinite());
                }
            }
        }
    }

    /** The files in any order, always with the same names. */
    private static MemoryEventSource source(List<List<@Nullable Object[]>> files, Random random) {
        List<MemoryFile> parts = new ArrayList<>();
        for (int file = 0; file < files.size(); file++) {
            parts.add(new MemoryFile("part " + file, StandardLog.SCHEMA, files.get(file)));
        }
        Collections.shuffle(parts, random);
        return MemoryEventSource.of(parts);
    }
}
