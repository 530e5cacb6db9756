package io.millrace.core.streamflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.Split;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The case study's month in its full size, against the numbers that it prescribes. */
class SimulatedDistributionTest {
    private static final int SUBSCRIBERS = 24_000;
    private static final int DAYS = 30;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void keepsTheSharesOfTypesAndDevices(boolean independent) {
        Counts counts = count(independent);
        assertShares(
                Map.of(
                        "page_view", .35,
                        "video_start", .20,
                        "video_complete", .15,
                        "search", .10,
                        "settings_change", .03,
                        "support_ticket", .02,
                        "billing_event", .05,
                        "feature_click", .05,
                        "share", .03,
                        "download", .02),
                counts.types);
        assertShares(Map.of("mobile", .45, "desktop", .30, "tablet", .15, "smart_tv", .10), counts.devices);
        assertShares(Map.of("9.99", .40, "14.99", .35, "19.99", .25), counts.prices);
    }

    @Test
    void drawsTheCaseStudysMonth() {
        Counts counts = count(false);
        assertEquals(8_602_839, counts.events);
        assertEquals(12.0 * SUBSCRIBERS * DAYS, (double) counts.events, 0.02 * counts.events);
        int without = SUBSCRIBERS - counts.seen.cardinality();
        assertEquals(56, without);
        // The expectation is 24,000 / 361 = 66.5 with a standard deviation of 8.1.
        assertTrue(without > 66 - 4 * 9 && without < 66 + 4 * 9);
        assertEquals(100, counts.mostOfADay);
        assertEquals(meanDuration(), (double) counts.seconds / counts.videos, 1);
    }

    @Test
    void givesEverySubscriberOnePlanByItsShare() {
        Map<String, Long> plans = new LinkedHashMap<>();
        SubscriberDay day = new SubscriberDay(1, false, false);
        for (int subscriber = 1; subscriber <= 1_000_000; subscriber++) {
            day.draw(subscriber, 20_000);
            if (day.count() > 0) {
                plans.merge(Vocabulary.PLANS.text(PackedEvent.PLAN.of(day.packed(0))), 1L, Long::sum);
            }
        }
        assertShares(Map.of("basic", .40, "standard", .35, "premium", .25), plans);
    }

    /** With exponential activity the events of a day are geometric: P(n) = 1/13 × (12/13)^n, the rest at 100. */
    @Test
    void drawsGeometricNumbersOfEventsPerDay() {
        long[] observed = new long[101];
        SubscriberDay day = new SubscriberDay(3, false, false);
        int draws = 200_000;
        for (int subscriber = 1; subscriber <= draws; subscriber++) {
            day.draw(subscriber, 19_000);
            observed[day.count()]++;
        }
        double chiSquare = 0;
        for (int n = 0; n < 60; n++) {
            double expected = draws / 13.0 * Math.pow(12 / 13.0, n);
            chiSquare += (observed[n] - expected) * (observed[n] - expected) / expected;
        }
        assertTrue(chiSquare < 60 + 4 * Math.sqrt(2 * 60), "chi square " + chiSquare);
        assertEquals(draws * Math.pow(12 / 13.0, 100), (double) observed[100], 35);
    }

    @Test
    void spreadsTimesEvenlyOverTheDay() {
        long[] hours = new long[24];
        long events = 0;
        SubscriberDay day = new SubscriberDay(4, true, false);
        for (int subscriber = 1; subscriber <= 50_000; subscriber++) {
            day.draw(subscriber, 19_500);
            events += day.count();
            for (int i = 0; i < day.count(); i++) {
                hours[day.second(i) / 3600]++;
            }
        }
        double expected = events / 24.0;
        for (long hour : hours) {
            assertEquals(expected, (double) hour, 5 * Math.sqrt(expected));
        }
    }

    /** The mean of floor(x) cut to [5, 7200] for exponential x with mean 300: 5 + the sum of P(x >= k) for k = 6 to 7200. */
    private static double meanDuration() {
        double mean = 5;
        for (int k = 6; k <= 7200; k++) {
            mean += Math.exp(-k / 300.0);
        }
        return mean;
    }

    private static void assertShares(Map<String, Double> expected, Map<String, Long> counts) {
        assertEquals(expected.keySet(), counts.keySet());
        double total = counts.values().stream().mapToLong(Long::longValue).sum();
        expected.forEach((name, share) -> assertEquals(share, counts.get(name) / total, 0.01 * share, name));
    }

    private static Counts count(boolean independent) {
        SimulatorSettings settings = SimulatorSettings.of(SUBSCRIBERS, DAYS, 42);
        StreamflowSimulator simulator =
                new StreamflowSimulator(independent ? settings.withIndependentTypes() : settings);
        Schema reads = simulator
                .schema()
                .select(List.of("user_id", "event_type", "device_type", "duration_seconds", "revenue"));
        Counts counts = new Counts();
        for (Split split : simulator.splits(reads)) {
            try (BatchReader reader = split.open(ColumnBatch.MAX_ROWS)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    counts.add(batch);
                }
            }
        }
        return counts;
    }

    private static final class Counts {
        private final Map<String, Long> types = new LinkedHashMap<>();
        private final Map<String, Long> devices = new LinkedHashMap<>();
        private final Map<String, Long> prices = new LinkedHashMap<>();
        private final BitSet seen = new BitSet();
        private long events;
        private long seconds;
        private long videos;
        private long mostOfADay;
        private long runLength;
        private long runUser;

        void add(ColumnBatch batch) {
            long[] byType = new long[10];
            long[] byDevice = new long[4];
            for (int row = 0; row < batch.rowCount(); row++) {
                long user = batch.longs(0).get(row);
                seen.set((int) user);
                runLength = user == runUser ? runLength + 1 : 1;
                runUser = user;
                mostOfADay = Math.max(mostOfADay, runLength);
                byType[batch.texts(1).code(row)]++;
                byDevice[batch.texts(2).code(row)]++;
                double revenue = batch.doubles(4).get(row);
                if (revenue != 0) {
                    prices.merge(Double.toString(revenue), 1L, Long::sum);
                }
                seconds += batch.longs(3).get(row);
                videos += batch.longs(3).get(row) > 0 ? 1 : 0;
            }
            events += batch.rowCount();
            merge(types, Vocabulary.EVENT_TYPES, byType);
            merge(devices, Vocabulary.DEVICES, byDevice);
        }

        private static void merge(Map<String, Long> into, Dictionary names, long[] counts) {
            for (int code = 0; code < counts.length; code++) {
                into.merge(names.text(code), counts[code], Long::sum);
            }
        }
    }
}
