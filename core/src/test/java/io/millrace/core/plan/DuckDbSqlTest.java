package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSetBuilder;
import io.millrace.core.run.DefinitionException;
import io.millrace.core.sql.DuckDbSql;
import io.millrace.core.sql.DuckDbSql.RosterTable;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DuckDbSqlTest {
    private DuckDb duckDb;

    @BeforeEach
    void fillTable() throws SQLException {
        duckDb = new DuckDb();
        duckDb.execute("create table events (user_id varchar, ts timestamp, kind varchar, units integer, price float,"
                + " paid boolean, seq bigint, weight double)");
        duckDb.execute("insert into events values"
                + " ('b', '2024-10-21 00:00:00', 'x', 3, 1.5, true, 1, 1.0),"
                + " ('b', '2024-10-30 23:59:59.999999', 'y', null, 'nan', false, 2, 'inf'),"
                + " ('b', '2024-10-28 12:00:00', null, -7, 0.25, null, 3, -0.0),"
                + " ('b', '2024-10-20 23:59:59.999999', 'x', 100, 100, true, 4, 1.0),"
                + " ('b', '2024-10-31 00:00:00', 'x', 100, 100, true, 5, 1.0),"
                + " (null, '2024-10-25 00:00:00', 'x', 1, 1, true, 6, 1.0),"
                + " ('b', null, 'x', 1, 1, true, 7, 1.0),"
                + " ('é', '2024-10-22 00:00:00', 'y', 2147483647, 2, true, 8, 1e308),"
                + " ('é', '2024-10-23 00:00:00', 'y', 2147483647, 2, true, 9, 1e308),"
                + " ('B', '2024-10-24 00:00:00', 'z', 1, null, null, 10, 2.0)");
    }

    @AfterEach
    void closeDatabase() throws SQLException {
        duckDb.close();
    }

    private List<List<@Nullable Object>> rows(FeatureSetBuilder set) throws SQLException {
        return duckDb.rows(DuckDbSql.of(Bindings.bind(set), "events", Optional.empty()));
    }

    @Test
    void givesOneRowPerEntityInTheWindowOrderedByBytes() throws SQLException {
        assertEquals(
                List.of(List.of("B", 1L), List.of("b", 3L), List.of("é", 2L)),
                rows(Bindings.set().feature("n", "count(*)")));
    }

    @Test
    void completesTheMatrixFromARoster() throws SQLException {
        duckDb.execute("create table roster (id varchar)");
        duckDb.execute("insert into roster values ('zz'), ('b'), ('zz')");
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .feature("n", "count(*)")
                .feature("more", "n + 1")
                .feature("s", "sum(units)")
                .feature("never", "coalesce(days_between(max(ts), as_of), 999)"));
        String sql = DuckDbSql.of(plan, "events", Optional.of(new RosterTable("roster", "id")));
        assertEquals(
                List.of(Arrays.<@Nullable Object>asList("b", 3L, 4L, -4L, 0L), Arrays.asList("zz", 0L, 1L, null, 999L)),
                duckDb.rows(sql));
    }

    /** What the feature is for the entity b, whose three events in the window are written above. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            quoteCharacter = '`',
            value = {
                "count(kind) | 2",
                "count(price) | 2",
                "count(weight) | 2",
                "count(*) filter (where kind <> 'x') | 1",
                "count(*) filter (where not (kind = 'x')) | 1",
                "count(*) filter (where kind in ('x', null)) | 1",
                "count(*) filter (where kind not in ('x', null)) | 0",
                "count(*) filter (where paid or kind is null) | 2",
                "count(*) filter (where paid is null) | 1",
                "count(*) filter (where ts < window_middle) | 1",
                "count(*) filter (where ts >= '2024-10-28 12:00:00') | 2",
                "sum(units) | -4",
                "sum(paid) | 1",
                "sum(price) | 1.75",
                "avg(units) | -2.0",
                "avg(price) | 0.875",
                "avg(price) filter (where kind = 'z') | null",
                "sum(units) filter (where kind = 'z') | null",
                "count(*) filter (where kind = 'z') | 0",
                "min(price) | 0.25",
                "max(units) | 3",
                "max(paid) | true",
                "max(ts) | 2024-10-30 23:59:59.999999",
                "min(ts) + interval '36 hours' | 2024-10-22 12:00:00.0",
                "count(*) / 2 | 1.5",
                "count(*) / count(*) filter (where kind = 'z') | null",
                "0 / count(*) filter (where kind = 'z') | null",
                "count(*) % 2 | 1",
                "sum(units) % 3 | -1",
                "count(*) % count(*) filter (where kind = 'z') | null",
                "sum(price) % 0.5 | 0.25",
                "sum(price) * 1e308 * 1e308 | null",
                "coalesce(sum(price) * 1e308 * 1e308, 5) | 5.0",
                "abs(sum(price) - 10) * 2 + 1 | 17.5",
                "sum(price) * 1e308 * 1e308 - sum(price) * 1e308 * 1e308 | null",
                "min(weight) | 0.0",
                "min(weight) * -5 | 0.0",
                "days_between(max(ts), as_of) | 0",
                "days_between(as_of, max(ts)) | -1",
                "days_between(min(ts), as_of) | 10",
                "days_between(as_of, min(ts)) | -10",
                "seconds_between(max(ts), as_of) | 1.0E-6",
                "least(sum(units), 5, null) | -4",
                "greatest(sum(units) filter (where kind = 'z'), 7) | 7",
                "nullif(count(*), 3) | null",
                "nullif(count(*), 4) | 3",
                "case when count(*) > 3 then 1 when count(*) > 2 then 2 end | 2",
                "case when count(*) > 3 then 1 end | null",
                "case when sum(units) > null then 1 else 2 end | 2",
                "case when false then 9223372036854775807 + count(*) else 1 end | 1",
                "case when count(*) = 3 then 2000000000 else 0 end * 2 | 4000000000",
                "least(2000000000, 2000000001) + least(2000000000, 2000000001) | 4000000000",
                "2000000000 + 2000000000 | 4000000000",
                "cast(2.5 as bigint) | 3",
                "cast(-2.5 as bigint) | -3",
                "cast(avg(units) - 0.5 as bigint) | -3",
                "try_cast('x' as bigint) | null",
                "cast(count(*) as text) | 3",
                "case when count(*) between 3 and 5 then 'it''s' else '' end | it's",
                "0.1 + 0.2 | 0.30000000000000004",
                "count(*) filter (where units * 1000000000 < 0) | 1",
                "window_days | 10.0",
                "as_of | 2024-10-31 00:00:00.0",
                "count(*) > 2 and sum(units) filter (where kind = 'z') > 1 | null",
                "count(*) filter (where kind like 'x%') | 1",
                "count(*) filter (where cast(units as text) like '-_') | 1",
                "case when '50%' like '50\\%' then 1 else 0 end | 1",
                "substring('héllo', 2, 3) | éll",
                "substring('hello', -1, 4) | he",
                "substring('hello', 3) | llo",
                "substring('hello', 9) | ``",
                "length('é😀') | 2",
                "upper(max(kind)) | Y",
                "lower('ÀB') | àb",
                "json_value('{\"a\": {\"b\": [1, \"two\"]}}', '$.a.b[1]') | two",
                "json_value('{\"a\": {}}', '$.a') | null",
                "json_value('{\"a\": null}', '$.a') | null",
                "json_value('no json', '$.a') | null",
                "json_value('', '$.a') | null",
                "day_of_week(max(ts)) | 3",
                "hour(max(ts)) * 100 + minute(max(ts)) | 2359",
                "year(max(ts)) * 10000 + month(max(ts)) * 100 + day(max(ts)) | 20241030",
                "date(max(ts)) | 2024-10-30 00:00:00.0",
                "date(cast('1969-12-31 12:00:00' as timestamp)) | 1969-12-31 00:00:00.0",
                "round(-2.5) | -3.0",
                "floor(-2.5) | -3.0",
                "ceil(-0.5) | 0.0",
                "sqrt(0.0 - 1) | null",
                "ln(0.0) | null",
                "exp(1000.0) | null",
                "power(0.0 - 8, 0.5) | null",
                "try_cast('1.6' as bigint) | null",
                "try_cast(' 1' as bigint) | null",
                "try_cast('1e999' as double) | null",
                "try_cast('t' as boolean) | null",
                "cast('TRUE' as boolean) | true",
                "cast('2024-10-31t12:00:00+02:00' as timestamp) | 2024-10-31 10:00:00.0",
                "cast(0.285 as decimal(5, 2)) | 0.28",
                "cast(15.8385 as decimal(9, 3)) | 15.838",
                "cast(2.5 as decimal(5, 0)) | 3",
                "cast('-0.005' as decimal(5, 2)) | -0.01",
                "cast(cast('12.3' as decimal(5, 2)) as text) | 12.30",
                "cast(cast('2.5' as decimal(5, 1)) as bigint) | 3",
                "cast('1.10' as decimal(5, 2)) * cast('2.5' as decimal(5, 1)) | 2.750",
                "cast('1.10' as decimal(5, 2)) + cast('2.5' as decimal(5, 1)) | 3.60",
                "try_cast(1000.0 as decimal(5, 2)) | null",
                "first(units) | 3",
                "last(paid) | false",
                "mode(paid) | false",
                "count_days() | 3",
                "max_gap() | 648000.0",
                "median(units) | -2.0",
                "var_pop(units) | 25.0",
                "count(distinct kind) | 2",
            })
    void computesWhatTheLanguageMeans(String expression, @Nullable String expected) throws SQLException {
        Object value = rows(Bindings.set().feature("f", expression)).get(1).get(1);
        assertEquals(expected, value == null ? null : value.toString());
    }

    @Test
    void sumsIntegersBeyond32Bits() throws SQLException {
        assertEquals(
                List.of("é", 4294967294L, 4294967294L, 0L),
                rows(Bindings.set()
                                .feature("s", "sum(units)")
                                .feature("t", "max(units) + min(units)")
                                .feature("n", "count(*) filter (where units + units < 0)"))
                        .get(2));
    }

    @Test
    void failsWhereAnIntegerSumIsOutsideInt64() throws SQLException {
        duckDb.execute("insert into events values ('q', '2024-10-22', 'x', 1, 1, true, 9223372036854775807, 1),"
                + " ('q', '2024-10-22', 'x', 1, 1, true, 1, 1), ('q', '2024-10-22', 'x', 1, 1, true, -1, 1)");
        assertEquals(
                Long.MAX_VALUE,
                rows(Bindings.set().feature("s", "sum(seq)")).get(2).get(1));
        duckDb.execute("insert into events values ('q', '2024-10-22', 'x', 1, 1, true, 1, 1)");
        assertThrows(SQLException.class, () -> rows(Bindings.set().feature("s", "sum(seq)")));
    }

    @Test
    void failsWhereASumOfDoublesIsOutOfRange() {
        assertThrows(SQLException.class, () -> rows(Bindings.set().feature("s", "sum(weight)")));
        assertThrows(SQLException.class, () -> rows(Bindings.set().feature("s", "avg(weight)")));
    }

    @Test
    void takesNamesThatNeedQuotesOrDifferInCaseOnly() throws SQLException {
        assertEquals(
                List.of("B", 1L, 2L, 4L, 3L, 3L),
                rows(Bindings.set()
                                .feature("a \"b\"", "count(*)")
                                .feature("A", "count(*) + 1")
                                .feature("a", "A + 2")
                                .feature("step_1", "A + 1")
                                .feature("entity_key", "a - 1"))
                        .get(0));
    }

    @Test
    void keepsTheTextOfDeepExpressionsShort() throws SQLException {
        String deep = "sum(price)";
        for (int i = 0; i < 40; i++) {
            deep = "(" + deep + " * 1.5 - 1)";
        }
        FeaturePlan plan = Bindings.plan(deep);
        String sql = DuckDbSql.of(plan, "events", Optional.empty());
        assertFalse(sql.length() > 20_000, () -> "length " + sql.length());
        assertEquals(3, duckDb.rows(sql).size());
    }

    @Test
    void ordersIntegerKeysAsNumbers() throws SQLException {
        duckDb.execute("create table numbered (user_id integer, ts timestamptz)");
        duckDb.execute("insert into numbered values (10, '2024-10-22 00:00:00+00'), (9, '2024-10-21 01:00:00+01'),"
                + " (-1, '2024-10-30 23:00:00-02')");
        Schema schema = Schema.of(Field.nullable("user_id", DataType.INT64), Field.nullable("ts", DataType.TIMESTAMP));
        FeaturePlan plan = Binder.bind(Bindings.set().feature("n", "count(*)").build(), schema, Bindings.AS_OF);
        assertEquals(
                List.of(List.of(9L, 1L), List.of(10L, 1L)),
                duckDb.rows(DuckDbSql.of(plan, "numbered", Optional.empty())));
    }

    @Test
    void namesEverythingThatCannotBeSaid() {
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .feature("n", "count(*)")
                .feature("kinds", "approx_count_distinct(kind)")
                .let("p90", "approx_quantile(price, 0.9)")
                .feature("high", "p90 + 1"));
        var refused = assertThrows(DefinitionException.class, () -> DuckDbSql.of(plan, "events", Optional.empty()));
        assertEquals("""
                approx_quantile cannot be said in DuckDB's SQL
                  in feature high
                  quantile is exact and can be said, or leave the feature out

                approx_count_distinct cannot be said in DuckDB's SQL
                  in feature kinds
                  count(distinct x) is exact and can be said, or leave the feature out""", refused.getMessage());
    }

    /** What can fail is evaluated on no event that it does not concern. */
    @Test
    void failsOnNoEventThatIsLeftOut() throws SQLException {
        duckDb.execute(
                "insert into events values ('q', '2024-10-22', '12', 1, 1, true, 1, 1),"
                        + " ('q', '2024-10-23', 'twelve', 2, 1, false, 1, 1), ('q', '2023-10-23', 'long ago', 2, 1, true, 1, 1)");
        assertEquals(
                12L,
                rows(Bindings.set().feature("s", "sum(cast(kind as bigint)) filter (where paid and user_id = 'q')"))
                        .get(2)
                        .get(1));
        assertEquals(
                List.of("q", 1L),
                rows(Bindings.set()
                                .where("user_id = 'q'")
                                .feature("n", "count(*) filter (where paid and cast(kind as bigint) > 3)"))
                        .get(0));
        assertThrows(SQLException.class, () -> rows(Bindings.set().feature("s", "sum(cast(kind as bigint))")));
    }

    @Test
    void failsWhereADecimalNeedsMoreDigits() {
        FeatureSetBuilder set = Bindings.set()
                .feature("d", "cast('999999999999999999' as decimal(18, 0)) + cast('1' as decimal(18, 0))");
        assertThrows(SQLException.class, () -> rows(set));
    }
}
