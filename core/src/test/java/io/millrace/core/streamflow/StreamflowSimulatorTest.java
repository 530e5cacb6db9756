package io.millrace.core.streamflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import io.millrace.core.streamflow.SimulatorSettings.Columns;
import io.millrace.core.streamflow.SimulatorSettings.Order;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StreamflowSimulatorTest {
    private static final SimulatorSettings SMALL = SimulatorSettings.of(60, 3, 7);

    @Test
    void hasTheColumnsOfTheCaseStudyInItsOrder() {
        Schema schema = new StreamflowSimulator(SMALL).schema();
        assertEquals(
                Schema.of(
                        Field.required("user_id", DataType.INT64),
                        Field.required("event_type", DataType.TEXT),
                        Field.required("timestamp", DataType.TIMESTAMP),
                        Field.required("device_type", DataType.TEXT),
                        Field.required("plan_type", DataType.TEXT),
                        Field.required("duration_seconds", DataType.INT64),
                        Field.required("revenue", DataType.FLOAT64)),
                schema);
    }

    @Test
    void hasAllFourteenColumnsInOrder() {
        Schema schema = full().schema();
        assertEquals(
                List.of(
                        "user_id",
                        "event_type",
                        "timestamp",
                        "session_id",
                        "device_type",
                        "content_id",
                        "duration_seconds",
                        "page_url",
                        "referrer",
                        "country",
                        "plan_type",
                        "revenue",
                        "error_code",
                        "metadata"),
                schema.names());
        List<String> nullable = schema.fields().stream()
                .filter(Field::nullable)
                .map(Field::name)
                .toList();
        assertEquals(List.of("content_id", "referrer", "country", "error_code"), nullable);
    }

    @Test
    void hasOneFilePerDay() {
        List<String> names = new StreamflowSimulator(SMALL.withStart(LocalDate.of(2024, 2, 28)))
                .files().stream().map(InputFile::name).toList();
        assertEquals(List.of("events_2024-02-28", "events_2024-02-29", "events_2024-03-01"), names);
    }

    @Test
    void givesTheSameRowsForAnyBatchSizeAndOrderOfSplits() {
        StreamflowSimulator simulator = full();
        List<Split> splits = simulator.splits(simulator.schema());
        List<List<@Nullable Object>> expected = SimulatedRows.of(splits.get(1), 65_536);
        assertFalse(expected.isEmpty());
        SimulatedRows.of(splits.get(2), 10);
        assertEquals(expected, SimulatedRows.of(splits.get(1), 1));
        assertEquals(
                expected, SimulatedRows.of(full().splits(simulator.schema()).get(1), 97));
    }

    /** Values that were read off once: another JDK, host or version must give the same. */
    @Test
    void givesTheSameRowsForeverForASeed() {
        List<List<@Nullable Object>> rows = SimulatedRows.of(full(), full().schema(), 1000);
        assertEquals(PINNED_ROW_COUNT, rows.size());
        assertEquals(PINNED_HASH, rows.hashCode());
    }

    @Test
    void givesOtherRowsForAnotherSeed() {
        StreamflowSimulator one = new StreamflowSimulator(SMALL);
        StreamflowSimulator other = new StreamflowSimulator(SimulatorSettings.of(60, 3, 8));
        assertNotEquals(SimulatedRows.of(one, one.schema(), 100), SimulatedRows.of(other, other.schema(), 100));
    }

    @Test
    void drawsADayAlikeWhereverTheRangeBegins() {
        Schema reads = full().schema();
        StreamflowSimulator later = new StreamflowSimulator(
                SMALL.withColumns(Columns.FULL).withStart(SMALL.start().plusDays(1)));
        assertEquals(
                SimulatedRows.of(full().splits(reads).get(1), 100),
                SimulatedRows.of(later.splits(reads).get(0), 100));
    }

    @Test
    void givesTheCaseStudysColumnsTheSameValuesInBothChoicesOfColumns() {
        StreamflowSimulator few = new StreamflowSimulator(SMALL);
        List<List<@Nullable Object>> expected = SimulatedRows.of(few, few.schema(), 100);
        assertEquals(expected, SimulatedRows.of(full(), few.schema(), 100));
        List<Integer> places =
                few.schema().names().stream().map(full().schema()::indexOf).toList();
        List<List<@Nullable Object>> picked = new ArrayList<>();
        for (List<@Nullable Object> row : SimulatedRows.of(full(), full().schema(), 100)) {
            List<@Nullable Object> values = new ArrayList<>();
            places.forEach(place -> values.add(row.get(place)));
            picked.add(values);
        }
        assertEquals(expected, picked);
    }

    @Test
    void ordersRowsByUserThenTime() {
        for (Split split : new StreamflowSimulator(SMALL).splits(keyAndTime())) {
            assertOrdered(SimulatedRows.of(split, 50), 0, 1);
        }
    }

    @Test
    void ordersRowsByTimeThenUser() {
        StreamflowSimulator byTime = new StreamflowSimulator(SMALL.withOrder(Order.TIME));
        for (Split split : byTime.splits(keyAndTime())) {
            assertOrdered(SimulatedRows.of(split, 50), 1, 0);
        }
    }

    @Test
    void holdsTheSameRowsInEitherOrder() {
        StreamflowSimulator byTime =
                new StreamflowSimulator(SMALL.withColumns(Columns.FULL).withOrder(Order.TIME));
        Comparator<List<@Nullable Object>> anyOrder = Comparator.comparing(List::toString);
        List<List<@Nullable Object>> expected = SimulatedRows.of(full(), full().schema(), 100);
        List<List<@Nullable Object>> actual = SimulatedRows.of(byTime, byTime.schema(), 100);
        assertNotEquals(expected, actual);
        expected.sort(anyOrder);
        actual.sort(anyOrder);
        assertEquals(expected, actual);
    }

    @Test
    void cutsLargeDaysIntoSlicesWithoutAnEffect() {
        long day = SMALL.start().toEpochDay();
        DayRows whole = new DayRows(5_000);
        new TimeOrderFeed(new SubscriberDay(7, false, true), 200, day).fill(whole);
        DayRows sliced = new DayRows(5_000);
        new TimeOrderFeed(new SubscriberDay(7, false, true), 200, day, 100).fill(sliced);
        assertTrue(whole.count() > 1_000);
        assertEquals(whole.count(), sliced.count());
        assertEquals(List.of(), differences(whole, sliced));
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void completesOnlyWhatWasStartedBeforeOnTheSameDay(Order order) {
        StreamflowSimulator simulator = new StreamflowSimulator(
                SimulatorSettings.of(400, 10, 5).withColumns(Columns.FULL).withOrder(order));
        Schema reads = simulator.schema().select(List.of("user_id", "event_type", "timestamp", "content_id"));
        long completed = 0;
        for (Split split : simulator.splits(reads)) {
            Map<String, List<Long>> started = new HashMap<>();
            for (List<@Nullable Object> row : SimulatedRows.of(split, 1000)) {
                String video = row.get(0) + "/" + row.get(3);
                if ("video_start".equals(row.get(1))) {
                    started.computeIfAbsent(video, key -> new ArrayList<>()).add((Long) row.get(2));
                } else if ("video_complete".equals(row.get(1))) {
                    assertNotNull(row.get(3));
                    List<Long> starts = started.get(video);
                    assertTrue(starts != null && !starts.isEmpty(), () -> "not started: " + row);
                    assertTrue(starts.remove(0) < (Long) row.get(2), () -> "completed at once: " + row);
                    completed++;
                }
            }
        }
        assertTrue(completed > 1_000);
    }

    @Test
    void drawsTypesIndependentlyWhereAsked() {
        StreamflowSimulator simulator =
                new StreamflowSimulator(SimulatorSettings.of(400, 30, 5).withIndependentTypes());
        Map<Object, Integer> balance = new HashMap<>();
        for (List<@Nullable Object> row :
                SimulatedRows.of(simulator, simulator.schema().select(List.of("user_id", "event_type")), 1000)) {
            int change = "video_start".equals(row.get(1)) ? 1 : "video_complete".equals(row.get(1)) ? -1 : 0;
            balance.merge(row.get(0), change, Integer::sum);
        }
        assertTrue(balance.values().stream().anyMatch(count -> count < 0));
    }

    @Test
    void givesValuesOnlyWhereTheyBelong() {
        Schema schema = full().schema();
        Function<String, Integer> place = schema::indexOf;
        Map<Object, Object> plans = new HashMap<>();
        Set<Object> prices = Set.of(9.99, 14.99, 19.99);
        for (List<@Nullable Object> row : SimulatedRows.of(full(), schema, 500)) {
            String type = (String) row.get(place.apply("event_type"));
            Object plan = row.get(place.apply("plan_type"));
            plans.putIfAbsent(row.get(0), plan);
            assertEquals(plans.get(row.get(0)), plan);
            boolean billed = "billing_event".equals(type);
            Object revenue = row.get(place.apply("revenue"));
            assertTrue(billed ? prices.contains(revenue) : revenue.equals(0.0), row::toString);
            long duration = (Long) row.get(place.apply("duration_seconds"));
            boolean video = "video_start".equals(type) || "video_complete".equals(type);
            assertTrue(video ? duration >= 5 && duration <= 7200 : duration == 0, row::toString);
            assertEquals(video || "download".equals(type), row.get(place.apply("content_id")) != null);
            assertTrue(((String) row.get(place.apply("metadata"))).startsWith("{\"app\": \""));
            assertEquals(0, (Long) row.get(2) % 1_000_000);
        }
    }

    @Test
    void breaksSessionsWhereNothingHappensForHalfAnHour() {
        Schema reads = full().schema().select(List.of("user_id", "timestamp", "session_id"));
        Set<Object> sessions = new HashSet<>();
        for (Split split : full().splits(reads)) {
            List<@Nullable Object> before = Collections.nCopies(3, null);
            for (List<@Nullable Object> row : SimulatedRows.of(split, 33)) {
                boolean goesOn =
                        row.get(0).equals(before.get(0)) && (Long) row.get(1) - (Long) before.get(1) < 1_800_000_000L;
                assertEquals(goesOn, row.get(2).equals(before.get(2)), row::toString);
                assertEquals(goesOn, !sessions.add(row.get(2)), row::toString);
                before = row;
            }
        }
    }

    @Test
    void namesTheColumnThatDoesNotExist() {
        Schema wrong = Schema.of(Field.required("revenu", DataType.FLOAT64));
        InputException problem = assertThrows(InputException.class, () -> full().splits(wrong));
        assertTrue(
                problem.getMessage().contains("revenu") && problem.getMessage().contains("revenue"));
        Schema text = Schema.of(Field.required("revenue", DataType.TEXT));
        assertThrows(InputException.class, () -> full().splits(text));
    }

    @Test
    void listsEverySubscriberInTheRoster() {
        EventSource roster = new StreamflowSimulator(SMALL).roster();
        assertEquals(Schema.of(Field.required("user_id", DataType.INT64)), roster.schema());
        List<List<@Nullable Object>> rows = SimulatedRows.of(roster, roster.schema(), 25);
        List<Long> ids = rows.stream().map(row -> (Long) row.get(0)).toList();
        assertEquals(
                new TreeMap<>(Map.of("first", 1L, "last", 60L, "size", 60L)),
                new TreeMap<>(Map.of("first", ids.get(0), "last", ids.get(59), "size", (long) ids.size())));
        assertEquals(ids.stream().sorted().distinct().toList(), ids);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 2024-10-01", "1, 0, 2024-10-01", "1, 1, 1969-12-31", "1, 5, 9999-12-30"})
    void refusesSettingsOutOfRange(int subscribers, int days, LocalDate start) {
        assertThrows(
                IllegalArgumentException.class,
                () -> SimulatorSettings.of(subscribers, days, 1).withStart(start));
    }

    private static final int PINNED_ROW_COUNT = 2_032;
    private static final int PINNED_HASH = 1_400_828_258;

    private static StreamflowSimulator full() {
        return new StreamflowSimulator(SMALL.withColumns(Columns.FULL));
    }

    private static Schema keyAndTime() {
        return full().schema().select(List.of("user_id", "timestamp"));
    }

    private static void assertOrdered(List<List<@Nullable Object>> rows, int first, int second) {
        Comparator<List<@Nullable Object>> order = Comparator.<List<@Nullable Object>>comparingLong(
                        row -> (Long) row.get(first))
                .thenComparingLong(row -> (Long) row.get(second));
        List<List<@Nullable Object>> sorted = new ArrayList<>(rows);
        sorted.sort(order);
        assertFalse(rows.isEmpty());
        assertEquals(sorted, rows);
    }

    private static List<Integer> differences(DayRows expected, DayRows actual) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < expected.count(); row++) {
            if (expected.subscribers[row] != actual.subscribers[row]
                    || expected.seconds[row] != actual.seconds[row]
                    || expected.packed[row] != actual.packed[row]) {
                rows.add(row);
            }
        }
        return rows;
    }
}
