package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.port.Extensions;
import io.millrace.core.sql.DuckDbSql;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureDescriptionTest {

    private static FeatureDescription describe(String expression) {
        FeatureSet set = Bindings.set()
                .let("n", "count(*)")
                .let("n_{kind}", "count(*) filter (where kind = :kind)")
                .forEach("kind", "a", "b")
                .let("n_long", "count(*) filter (where kind = 'a' and units = 1)")
                .let("endless", "endless + 1")
                .feature("other", "n + 1")
                .feature("f", expression)
                .build();
        return FeatureDescription.describe(set, "f", Extensions.NONE);
    }

    /** Aggregations and functions beyond the first ones; the arguments need not have the right type. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "count(distinct kind) filter (where paid) | The number of different values of kind over the events where paid is true.",
                "stddev_samp(price) | The sample standard deviation of price.",
                "last(kind) filter (where paid) | The last value of kind over the events where paid is true.",
                "quantile(price, 0.9) | The 0.9 quantile of price.",
                "approx_quantile(price, 0.5) | The 0.5 quantile (within 1 %) of price.",
                "bool_and(paid) filter (where units > 1) | Whether paid is true in all events where units is greater than 1.",
                "count_days() filter (where paid) | The number of days with an event where paid is true.",
                "mean_gap() / 3600 | The mean time in seconds between consecutive events, divided by 3600.",
                "decayed_sum(price, interval '7 days') | The sum of price, each value halved for every 7 days of its age.",
                "decayed_count(interval '12 hours') filter (where paid) | The number of events where paid is true, each halved for every 12 hours of its age.",
                "slope(price) | The slope per day of price.",
                "floor(avg(price)) | The average of price rounded down.",
                "power(n, 2) | The number of events to the power of 2.",
                "hour(max(ts)) | The hour of the time of the last event.",
                "json_value(last(kind), '$.a') | The value at '$.a' of the last value of kind.",
                "substring(mode(kind), 1, 3) | 3 characters of the most frequent value of kind from character 1.",
            })
    void tellsOfEveryKindOfAggregationAndFunction(String expression, String sentence) {
        assertEquals(sentence, describe(expression).sentence());
    }

    @Test
    void tellsOfWindowsAndDefaults() {
        FeatureSet set = Bindings.set()
                .feature("spent", "sum(price) filter (where paid)")
                .overEach("1d", "7d")
                .offset("1d")
                .defaultTo(0)
                .build();
        FeatureDescription week = FeatureDescription.describe(set, "spent_7d", Extensions.NONE);
        assertEquals(
                "The sum of price over the events where paid is true, in the 7 days that end 1 day before the as-of time;"
                        + " 0 where there is no value.",
                week.sentence());
        assertEquals("the 7 days that end 1 day before the as-of time", week.window());
        assertEquals(List.of("paid"), week.filters());
        assertEquals(Optional.of("0"), week.defaultValue());
        assertEquals(Optional.of("0"), week.byDefault());
        assertEquals(List.of(), week.nullWhere());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "count(*) | The number of events.",
                "count(kind) | The number of events with a value in kind.",
                "n_a | The number of events where kind is 'a'.",
                "sum(price) | The sum of price.",
                "avg(price) filter (where paid) | The average of price over the events where paid is true.",
                "sum(units * price) | The sum of units * price.",
                "max(ts) | The time of the last event.",
                "min(ts) filter (where kind in ('a', 'b')) | The time of the first event where kind is one of 'a', 'b'.",
                "max(price) filter (where ts < window_middle) | The largest price over the events where ts is before the middle of the window.",
                "count(*) filter (where units <= 3 and (kind is null or not paid)) | The number of events where units is at most 3 and (kind is null or not (paid is true)).",
                "count(*) filter (where units not between 1 and 2) | The number of events where units is not between 1 and 2.",
                "n / window_days | The number of events divided by the length of the window in days.",
                "case when n > 0 then n_a / n else 0 end | The number of events where kind is 'a' divided by the number of events; 0 where the latter is 0.",
                "case when n > 3 then 'many' when other = 2 then 'few' end | If the number of events is greater than 3, 'many'; if the value of other is 2, 'few'; otherwise null.",
                "(n - 1) * 2 | (The number of events minus 1) times 2.",
                "n - 1 - 2 | The number of events minus 1 minus 2.",
                "n - (1 - 2) | The number of events minus (1 minus 2).",
                "n_long * n_long | n_long times n_long; here n_long is the number of events where kind is 'a' and units is 1.",
                "least(n_a, 1) + least(n_b, 1) | How many of these occurred at all: events where kind is 'a'; events where kind is 'b'.",
                "coalesce(days_between(max(ts), as_of), 999) | The number of whole days from the time of the last event to the as-of time, or 999 where there is none.",
                "coalesce(sum(price), 0) / 2 | The sum of price (or 0 where there is none), divided by 2.",
                "abs(n - 3) | The absolute value of (the number of events minus 3).",
                "greatest(n, n_b, 3) | The largest of the number of events, the number of events where kind is 'b' and 3.",
                "nullif(n, 0) | The number of events, or null where that is 0.",
                "n > 3 | Whether the number of events is greater than 3.",
                "- n | Minus the number of events.",
                "endless + 1 | The value of endless plus 1.",
            })
    void saysWhatAFeatureComputes(String expression, String sentence) {
        assertEquals(sentence, describe(expression).sentence());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "count(*) | 0",
                "sum(price) | null",
                "coalesce(sum(price), 0) | 0",
                "n / window_days | 0",
                "window_days / 4 | 2.5",
                "n / n | null",
                "n % 2 | 0",
                "7 % 2 | 1",
                "case when n > 0 then n_a / n else -1 end | -1",
                "case n when 0 then 'none' else 'some' end | none",
                "case when n > 0 then 1 end | null",
                "coalesce(days_between(max(ts), as_of), 999) | 999",
                "days_between(window_start, as_of) | -",
                "least(n, 1) + greatest(n, 2) | 2",
                "least(sum(price), 3) | 3",
                "nullif(n, 0) | null",
                "nullif(n, 1) | 0",
                "abs(n - 3) | 3",
                "sum(price) is null | true",
                "sum(price) > 1 or n = 0 | true",
                "sum(price) > 1 and n = 0 | null",
                "not n > 1 | true",
                "other | 1",
                "endless | -",
            })
    void tellsTheDefault(String expression, @Nullable String expected) throws SQLException {
        assertEquals(Optional.ofNullable(expected), describe(expression).byDefault());
    }

    /** DuckDB computes the same for an entity of a roster that has no event. */
    @Test
    void tellsTheDefaultsThatDuckDbComputes() throws SQLException {
        FeaturePlan plan = Binder.bind(StreamflowChurn.featureSet(), Streamflow.EVENTS, Bindings.AS_OF);
        try (DuckDb duckDb = new DuckDb()) {
            duckDb.execute("create table events (user_id varchar, event_type varchar, timestamp timestamp,"
                    + " device_type varchar, duration_seconds bigint, revenue double)");
            duckDb.execute("create table roster (user_id varchar)");
            duckDb.execute("insert into roster values ('silent')");
            List<@Nullable Object> row = duckDb.rows(
                            DuckDbSql.of(plan, "events", Optional.of(new DuckDbSql.RosterTable("roster", "user_id"))))
                    .get(0);
            List<FeatureDescription> features =
                    FeatureDescription.describe(StreamflowChurn.featureSet(), Extensions.NONE);
            for (int i = 0; i < features.size(); i++) {
                double expected = Double.parseDouble(String.valueOf(row.get(i + 1)));
                assertEquals(
                        expected,
                        Double.parseDouble(features.get(i).byDefault().orElseThrow()),
                        features.get(i).name());
            }
        }
    }

    @Test
    void tellsWhenAFeatureIsNull() {
        assertEquals(List.of("n is 0"), describe("n_a / n").nullWhere());
        assertEquals(
                List.of(), describe("case when n > 0 then n_a / n else 0 end").nullWhere());
        assertEquals(List.of(), describe("n_a / (n + n_b + 1)").nullWhere());
        assertEquals(List.of(), describe("coalesce(sum(price), 0)").nullWhere());
        assertEquals(
                List.of("there is no value for sum(price)"),
                describe("sum(price) + 1").nullWhere());
        assertEquals(
                List.of("no condition of the case holds"),
                describe("case when n > 0 then 1 end").nullWhere());
        assertEquals(List.of("n is 3"), describe("nullif(n, 3)").nullWhere());
    }

    @Test
    void tellsColumnsThroughLetsAndChecks() {
        FeatureSet set = Bindings.set()
                .let("spent", "sum(price) filter (where paid and ts < window_middle)")
                .feature("f", "spent / count(kind)")
                .describe("What it is")
                .checkRange("f", 0, 1.5)
                .checkNotNull("f")
                .checkCondition("sane", "f < 3 or f is null")
                .build();
        FeatureDescription description = FeatureDescription.describe(set, "f", Extensions.NONE);
        assertEquals(List.of("kind", "price", "paid", "ts"), description.columns());
        assertEquals(List.of("between 0 and 1.5", "never null", "f < 3 or f is null"), description.checks());
        assertEquals("spent / count(kind)", description.expression());
        assertEquals("What it is", description.description());
    }

    @Test
    void refusesAFeatureThatThereIsNot() {
        FeatureSet set = Bindings.set().let("n", "count(*)").feature("f", "n").build();
        assertThrows(IllegalArgumentException.class, () -> FeatureDescription.describe(set, "n", Extensions.NONE));
    }

    @Test
    void countsWhatSharingSaves() {
        FeatureSet set = StreamflowChurn.featureSet();
        PlanDescription description =
                PlanDescription.of(set, Binder.bind(set, Streamflow.EVENTS, Bindings.AS_OF), Extensions.NONE);
        assertEquals(20, description.aggregations());
        assertEquals(20, description.aggregationsWritten());
        assertEquals(16, description.filtersWritten());
        assertEquals(15, description.filters());
        assertEquals(6, description.columns().size());
        assertEquals(15, description.features());
    }
}
