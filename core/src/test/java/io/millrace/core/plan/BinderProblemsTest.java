package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Check;
import io.millrace.core.feature.Definition;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.FeatureSetBuilder;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Problem.Cause;
import io.millrace.core.feature.Severity;
import io.millrace.core.feature.Span;
import io.millrace.core.port.Extensions;
import io.millrace.core.run.DefinitionException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinderProblemsTest {

    /** Expression | the part that the carets mark | cause | what | advice. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "count(knid) | knid | INPUT | the input has no column knid | did you mean kind?",
                "max(sale_amount) | sale_amount | INPUT | the input has no column sale_amount | its columns are user_id, ts, kind, units, price, paid, seq, weight",
                "sum(price) filter (where kind = 'a' and pric > 1) | pric | INPUT | the input has no column pric | did you mean price?",
                "totl + 1 | totl | DEFINITION | there is no feature or let totl | did you mean total?",
                "windw_days * 2 | windw_days | DEFINITION | there is no feature or let windw_days | did you mean window_days?",
                "completely_else + 1 | completely_else | DEFINITION | there is no feature or let completely_else | define it under let",
                "price / 2 | price | DEFINITION | event column price stands outside an aggregation | aggregate it, for example sum(price)",
                "kind = 'a' | kind | DEFINITION | event column kind stands outside an aggregation | aggregate it, for example count(kind)",
                "days_between(ts, as_of) | ts | DEFINITION | event column ts stands outside an aggregation | aggregate it, for example max(ts)",
                "sum(total) | total | DEFINITION | total is a feature or let, and inside an aggregation a name is an event column | compute with total outside the aggregation",
                "sum(count(kind)) | count(kind) | DEFINITION | aggregation count stands inside another aggregation | an aggregation takes event columns: compute with its result outside of it",
                "count(*) filter (where max(units) > 1) | max(units) | DEFINITION | aggregation max stands inside another aggregation | an aggregation takes event columns: compute with its result outside of it",
                "coalesc(total, 0) | coalesc(total, 0) | DEFINITION | there is no function coalesc | did you mean coalesce?",
                "summ(price) | summ(price) | DEFINITION | there is no function summ | did you mean sum?",
                "frobnicate(total) | frobnicate(total) | DEFINITION | there is no function frobnicate | the aggregations are approx_count_distinct, approx_quantile, avg, bool_and, bool_or, count, count_days, decayed_count, decayed_sum, first, last, max, max_gap, mean_gap, median, min, mode, quantile, slope, stddev_pop, stddev_samp, sum, var_pop, var_samp; the functions are abs, ceil, coalesce, date, day, day_of_week, days_between, exp, floor, greatest, hour, json_value, least, length, ln, lower, minute, month, nullif, power, round, seconds_between, sqrt, substring, upper, year",
                "abs(total, 1) | abs(total, 1) | DEFINITION | abs takes 1 argument, not 2 | -",
                "nullif(total) | nullif(total) | DEFINITION | nullif takes 2 arguments, not 1 | -",
                "coalesce() | coalesce() | DEFINITION | coalesce takes at least 1 argument, not 0 | -",
                "sum() | sum() | DEFINITION | sum takes 1 argument, not 0 | -",
                "sum(*) | sum(*) | DEFINITION | sum takes 1 argument, not * | -",
                "count() | count() | DEFINITION | count takes * or 1 argument, not 0 | -",
                "min(units, seq) | min(units, seq) | DEFINITION | min takes 1 argument, not 2 | -",
                "max(interval '1 day') | interval '1 day' | DEFINITION | max takes a value, not interval | -",
                "max(null) | null | DEFINITION | max takes a value, not null | give it a type: cast(null as double)",
                "sum(ts) | ts | INPUT | sum takes bigint, double, decimal or boolean, not timestamp | -",
                "sum('a') | 'a' | DEFINITION | sum takes bigint, double, decimal or boolean, not text | -",
                "sum(distinct units) | sum(distinct units) | DEFINITION | sum(distinct …) is not part of the feature language | only count takes distinct",
                "count(distinct kind, units) | count(distinct kind, units) | DEFINITION | count takes * or 1 argument, not 2 | -",
                "stddev(price) | stddev(price) | DEFINITION | there is no function stddev | write stddev_samp(x)",
                "nunique(kind) | nunique(kind) | DEFINITION | there is no function nunique | write count(distinct x)",
                "quantil(price, 0.5) | quantil(price, 0.5) | DEFINITION | there is no function quantil | did you mean quantile?",
                "stddev_samp(kind) | kind | INPUT | stddev_samp takes bigint, double, decimal or boolean, not text | make it a number: cast(kind as double)",
                "bool_and(units) | units | INPUT | bool_and takes boolean, not bigint | write a comparison that is true or false",
                "quantile(price) | quantile(price) | DEFINITION | quantile takes 2 arguments, not 1 | write quantile(price, 0.95)",
                "quantile(price, 95) | 95 | DEFINITION | the last argument of quantile is a number from 0 to 1, written as a constant | write quantile(price, 0.95)",
                "approx_quantile(price, -0.5) | -0.5 | DEFINITION | the last argument of approx_quantile is a number from 0 to 1, written as a constant | write approx_quantile(price, 0.95)",
                "quantile(price, weight) | weight | DEFINITION | the last argument of quantile is a number from 0 to 1, written as a constant | write quantile(price, 0.95)",
                "decayed_sum(price) | decayed_sum(price) | DEFINITION | decayed_sum takes 2 arguments, not 1 | write decayed_sum(price, interval '7 days')",
                "decayed_sum(price, 7) | 7 | DEFINITION | the last argument of decayed_sum is a positive interval, written as a constant | write decayed_sum(price, interval '7 days')",
                "decayed_count(interval '0 days') | interval '0 days' | DEFINITION | the last argument of decayed_count is a positive interval, written as a constant | write decayed_count(interval '7 days')",
                "count_days(ts) | count_days(ts) | DEFINITION | count_days takes no argument, not 1 | write count_days()",
                "mean_gap(*) | mean_gap(*) | DEFINITION | mean_gap takes no argument, not * | write mean_gap()",
                "slope(units, ts) | slope(units, ts) | DEFINITION | slope takes 1 argument, not 2 | -",
                "first(max_gap()) | max_gap() | DEFINITION | aggregation max_gap stands inside another aggregation | an aggregation takes event columns: compute with its result outside of it",
                "count(*) filter (where kind like seq) | seq | DEFINITION | the pattern of like is a text, written as a constant | write it in single quotes: x like 'a%'",
                "count(*) filter (where units like 'a%') | units | INPUT | like takes text, not bigint | make it a text: cast(units as text)",
                "count(*) filter (where kind like 'a\\') | 'a\\' | DEFINITION | the pattern ends with \\, which makes the next character plain | write \\\\ for the character \\ itself",
                "count(*) filter (where kind = \"x\") | \"x\" | INPUT | the input has no column x | double quotes hold a name; a text stands in single quotes: 'x'",
                "count(*) filter (where kind in ('a', \"it's\")) | \"it's\" | INPUT | the input has no column it's | double quotes hold a name; a text stands in single quotes: 'it''s'",
                "count(*) filter (where kind = \"knid\" or kind = 'a') | \"knid\" | INPUT | the input has no column knid | double quotes hold a name; a text stands in single quotes: 'knid'",
                "sum(\"x y\") | \"x y\" | INPUT | the input has no column x y | its columns are user_id, ts, kind, units, price, paid, seq, weight",
                "case mode(kind) when \"x\" then 1 end | \"x\" | DEFINITION | there is no feature or let x | double quotes hold a name; a text stands in single quotes: 'x'",
                "max(json_value(kind, 'plan')) | 'plan' | DEFINITION | the JSON path 'plan', position 1: a path begins with $; write it like $.name, $.\"any name\" or $.list[0] | -",
                "max(json_value(kind, \"$.plan\")) | \"$.plan\" | DEFINITION | the path of json_value is a text, written as a constant | write it in single quotes: json_value(x, '$.name')",
                "max(json_value(kind)) | json_value(kind) | DEFINITION | json_value takes 2 arguments, not 1 | -",
                "max(lower(units)) | units | INPUT | lower takes text, not bigint | make it a text: cast(units as text)",
                "max(substring(kind)) | substring(kind) | DEFINITION | substring takes 2 to 3 arguments, not 1 | -",
                "max(substring(kind, 'a')) | 'a' | DEFINITION | substring takes a text and then bigints, not text | -",
                "round(total / 3, 2) | round(total / 3, 2) | DEFINITION | round takes 1 argument, not 2 | round to a number of digits like this: round(x * 100) / 100",
                "sqrt(mode(kind)) | mode(kind) | INPUT | sqrt takes numbers, not text | make it a number: cast(mode(kind) as double)",
                "power(total) | power(total) | DEFINITION | power takes 2 arguments, not 1 | -",
                "hour(total) | total | DEFINITION | hour takes timestamps, not bigint | -",
                "count(*) filter (where units) | units | INPUT | a filter is a condition, not bigint | write a comparison that is true or false",
                "count(*) filter (where 1) | 1 | DEFINITION | a filter is a condition, not bigint | write a comparison that is true or false",
                "abs(total) filter (where true) | abs(total) filter (where true) | DEFINITION | abs is no aggregation and takes no *, distinct or filter | put the filter behind the aggregation inside it",
                "count(*) filter (where kind = 7) | kind = 7 | INPUT | cannot compare text with bigint | a text stands in single quotes: '7'",
                "count(*) filter (where units = '7') | units = '7' | INPUT | cannot compare bigint with text | a number is written without quotes: 7",
                "count(*) filter (where kind in ('a', 7)) | kind in ('a', 7) | INPUT | in cannot compare text with bigint | a text stands in single quotes: '7'",
                "sum(kind) | kind | INPUT | sum takes bigint, double, decimal or boolean, not text | make it a number: cast(kind as double)",
                "count(*) filter (where paid = 1) | paid = 1 | INPUT | cannot compare boolean with bigint | a boolean stands by itself: x, or not x",
                "count(*) filter (where paid = 'true') | paid = 'true' | INPUT | cannot compare boolean with text | a truth value is written without quotes: true",
                "count(*) filter (where ts > 20241031) | ts > 20241031 | INPUT | cannot compare timestamp with bigint | a time is written like timestamp '2024-10-31'",
                "max_gap() > interval '2 hours' | max_gap() > interval '2 hours' | DEFINITION | cannot compare double with interval | write the length as a number, of seconds beside seconds_between: 7200",
                "total = 'x' | total = 'x' | DEFINITION | cannot compare bigint with text | -",
                "total + 'x' | total + 'x' | DEFINITION | + takes numbers, not text | -",
                "total * true | total * true | DEFINITION | * takes numbers, not boolean | -",
                "sum(paid + 1) | paid + 1 | INPUT | + takes numbers, not boolean | -",
                "- (total > 1) | - (total > 1) | DEFINITION | - takes a number, not boolean | -",
                "not total | total | DEFINITION | not takes conditions, not bigint | write a comparison that is true or false",
                "total > 1 and total | total | DEFINITION | and takes conditions, not bigint | write a comparison that is true or false",
                "case when total then 1 end | total | DEFINITION | what stands after when is a condition, not bigint | write a comparison that is true or false",
                "case when total > 1 then 1 else 'x' end | case when total > 1 then 1 else 'x' end | DEFINITION | the results of a case are of one type, not bigint and text | -",
                "case total when 'x' then 1 end | 'x' | DEFINITION | cannot compare bigint with text | -",
                "coalesce(total, 'x') | coalesce(total, 'x') | DEFINITION | coalesce takes values of one type, not bigint and text | -",
                "coalesce(min(price), true) | coalesce(min(price), true) | INPUT | coalesce takes values of one type, not double and boolean | -",
                "abs('x') | 'x' | DEFINITION | abs takes numbers, not text | -",
                "days_between(total, as_of) | total | DEFINITION | days_between takes timestamps, not bigint | -",
                "max(ts) - min(ts) | max(ts) - min(ts) | INPUT | - does not go with timestamp and timestamp | the time between two timestamps is seconds_between(a, b) or days_between(a, b)",
                "as_of - window_start | as_of - window_start | DEFINITION | - does not go with timestamp and timestamp | the time between two timestamps is seconds_between(a, b) or days_between(a, b)",
                "as_of + 1 | as_of + 1 | DEFINITION | + does not go with timestamp and bigint | a timestamp plus or minus an interval gives a timestamp: as_of - interval '7 days'",
                "interval '7 days' * 2 | interval '7 days' * 2 | DEFINITION | * does not go with interval and bigint | a timestamp plus or minus an interval gives a timestamp: as_of - interval '7 days'",
                "as_of + interval '106751991 days' | as_of + interval '106751991 days' | DEFINITION | this time is outside what microseconds in 64 bits can tell | use a shorter interval",
                "interval '7 days' | interval '7 days' | DEFINITION | feature f cannot be interval | -",
                "null | null | DEFINITION | feature f cannot be null | give it a type: cast(null as double)",
                "cast(as_of as bigint) | cast(as_of as bigint) | DEFINITION | cannot cast timestamp to bigint | the seconds since 1970 are seconds_between(timestamp '1970-01-01', x)",
                "total + :kind | :kind | DEFINITION | no for gives :kind a value | list its values: for: {kind: […]}",
            })
    void reportsWhatIsWrongWithAnExpression(
            String expression,
            String marked,
            Cause cause,
            String what,
            @org.jspecify.annotations.Nullable String advice) {
        FeatureSetBuilder set = Bindings.set().let("total", "count(*)").feature("f", expression);

        Problem problem = single(Bindings.problems(set));

        Problem.Place.InExpression place = (Problem.Place.InExpression) problem.place();
        assertEquals(what, problem.what());
        assertEquals(
                marked,
                place.text().substring(place.span().start(), place.span().end()));
        assertEquals(cause, problem.cause());
        assertEquals(advice == null ? "" : advice, problem.advice());
        assertEquals("f", place.definition());
        assertEquals(expression, place.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "( | paid | between false and true)",
                "case ( | paid | ) when true then paid when false then not paid end",
                "( | paid | in (true, paid))",
            })
    void refusesExpressionsThatGrowWithoutBound(String opening, String inner, String closing) {
        String nested = (opening + " ").repeat(60) + inner + (" " + closing).repeat(60);
        Problem problem = single(Bindings.problems(Bindings.set().feature("f", "bool_and(" + nested + ")")));
        assertEquals("this compares one large expression 2 times", problem.what());
    }

    @Test
    void refusesTextThatIsNoTimestamp() {
        Problem problem =
                single(Bindings.problems(Bindings.set().feature("f", "count(*) filter (where ts >= 'yesterday')")));
        assertTrue(
                problem.what().startsWith("the text stands where a timestamp is needed: \"yesterday\""),
                problem.what());
        assertEquals(Cause.DEFINITION, problem.cause());
    }

    @Test
    void collectsAllProblemsOfAllDefinitions() {
        List<Problem> problems = Bindings.problems(Bindings.set()
                .let("unused", "nothing + 1")
                .feature("a", "sum(kind) + foo(1)")
                .feature("b", "a + 1")
                .feature("c", "count(*) + other")
                .checkCondition("d", "e > 1"));
        assertEquals(
                List.of(
                        "there is no feature or let nothing",
                        "sum takes bigint, double, decimal or boolean, not text",
                        "there is no function foo",
                        "there is no feature or let other",
                        "there is no feature e"),
                problems.stream().map(Problem::what).toList());
    }

    @Test
    void saysOnceThatAColumnIsMissing() {
        List<Problem> problems =
                Bindings.problems(Bindings.set().feature("a", "sum(cost)").feature("b", "max(cost)"));
        assertEquals("the input has no column cost", single(problems).what());
    }

    @Test
    void saysOnceWhatIsWrongWithARepeatedDefinition() {
        List<Problem> problems = Bindings.problems(Bindings.set()
                .feature("count_{kind}", "count(*) filter (where kind = :kind and units = 'x')")
                .forEach("kind", "a", "b"));
        assertEquals("cannot compare bigint with text", single(problems).what());
    }

    @Test
    void showsTheCycle() {
        List<Problem> problems = Bindings.problems(
                Bindings.set().let("b", "c + 1").let("c", "a * 2").feature("a", "b + 1"));
        assertEquals("definitions form a cycle: a → b → c → a", single(problems).what());
        assertEquals(Cause.DEFINITION, single(problems).cause());
    }

    @Test
    void namesTheLineWhereAPartIsWritten() {
        FeatureSetBuilder set = Bindings.set()
                .at(line(3))
                .where("knid = 'a'")
                .at(line(5))
                .validate("late", "ts < as_of")
                .at(line(7))
                .feature("f", "totl + 1")
                .at(line(8))
                .feature("g_{kind}", "sum(units) filter (where kind = :kind)")
                .forEach("kind", "a")
                .at(line(9))
                .defaultTo("none")
                .at(line(11))
                .checkCondition("c", "x > 1")
                .at(line(12))
                .check(new Check.Named("mine", "drift", Severity.FAIL));
        assertEquals(
                List.of(
                        "where (set.yaml, line 3)",
                        "validator late (set.yaml, line 5)",
                        "f (set.yaml, line 7)",
                        "line 8",
                        "check c (set.yaml, line 11)",
                        "line 12"),
                Bindings.problems(set).stream()
                        .map(problem -> problem.place() instanceof Problem.Place.InExpression in
                                ? in.definition()
                                : "line " + ((Problem.Place.InFile) problem.place()).line())
                        .toList());
    }

    private static Problem.Place line(int line) {
        return new Problem.Place.InFile("set.yaml", line, 1);
    }

    @Test
    void showsTheBeginningOfALongCycle() {
        FeatureSetBuilder set = Bindings.set();
        int length = 5_000;
        for (int i = 0; i < length; i++) {
            set.feature("f" + i, "f" + (i + 1) % length + " + 1");
        }
        assertEquals(
                "definitions form a cycle: f4999 → f0 → f1 → f2 → f3 → f4 → f5 → f6 → f7 → f8 → … 4990 more … → f4999",
                single(Bindings.problems(set)).what());
    }

    @Test
    void findsACycleThroughWindows() {
        List<Problem> problems = Bindings.problems(
                Bindings.set().let("a", "b + 1").let("b", "a + 1").over("3d").feature("f", "count(*)"));
        assertEquals(1, problems.size(), problems.toString());
        assertTrue(problems.get(0).what().startsWith("definitions form a cycle: "), problems.toString());
    }

    @Test
    void takesNoNameOfAnEventColumnForAReference() {
        Bindings.bind(Bindings.set().feature("units", "sum(units)").feature("kind", "count(kind) + units"));
    }

    @Test
    void refusesNamesOfRepetitionsThatAreTaken() {
        FeatureSetBuilder set = Bindings.set()
                .feature("n", "count(*)")
                .overEach("1d", "7d")
                .let("n_7d", "count(*)")
                .feature("as_{kind}", "count(*) filter (where kind = :kind)")
                .forEach("kind", "of");
        List<Problem> problems =
                assertThrows(DefinitionException.class, set::build).problems();
        assertEquals(
                List.of("n_7d is defined twice, by feature n and let n_7d", "as_of is a name of the language"),
                problems.stream().map(Problem::what).toList());
    }

    @Test
    void refusesWindowsThatCannotBeTold() {
        FeatureSet set = Bindings.set()
                .feature("far", "count(*)")
                .over("106751990d")
                .feature("back", "count(*)")
                .offset("106751990d")
                .feature("fine", "count(*)")
                .build();
        Instant asOf = Instant.parse("1900-01-01T00:00:00Z");
        List<Problem> problems = assertThrows(DefinitionException.class, () -> Binder.bind(set, Bindings.EVENTS, asOf))
                .problems();
        assertEquals(
                List.of(
                        "a window of 106751990 days before 1900-01-01T00:00:00Z cannot be told in microseconds of 64 bits",
                        "a window of 10 days that ends 106751990 days before 1900-01-01T00:00:00Z cannot be told in"
                                + " microseconds of 64 bits"),
                problems.stream().map(Problem::what).toList());
        FeatureSet shifted = Bindings.set()
                .feature("f", "count(*) filter (where ts < as_of + interval '100000000 days')")
                .build();
        assertEquals(
                "this time is outside what microseconds in 64 bits can tell",
                single(assertThrows(
                                        DefinitionException.class,
                                        () -> Binder.bind(
                                                shifted,
                                                Bindings.EVENTS,
                                                List.of(Instant.EPOCH, Instant.parse("+100000-01-01T00:00:00Z")),
                                                false,
                                                Extensions.NONE))
                                .problems())
                        .what());
    }

    @Test
    void refusesACompositeKeyThatIsNone() {
        FeatureSet set = new FeatureSet(
                "test",
                List.of("price", "user_id", "user_id", "as_of"),
                "ts",
                Duration.ofDays(1),
                Map.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(definition("f", new Expression.IntegerLiteral(1, Span.NONE))),
                List.of());
        List<Problem> problems = assertThrows(
                        DefinitionException.class,
                        () -> Binder.bind(set, Bindings.EVENTS, List.of(Bindings.AS_OF), true, Extensions.NONE))
                .problems();
        assertEquals(
                List.of(
                        "the entity key price is double",
                        "the input has no column as_of",
                        "the entity names a column twice",
                        "the matrix has a column of as-of times, and the entity's column has the same name as_of"),
                problems.stream().map(Problem::what).toList());
    }

    @Test
    void showsADefinitionThatUsesItself() {
        List<Problem> problems = Bindings.problems(Bindings.set().feature("a", "a + 1"));
        assertEquals("a is computed from itself", single(problems).what());
    }

    @Test
    void refusesAValueThatDoesNotHaveTheTypeOfItsColumn() {
        Problem problem = single(Bindings.problems(Bindings.set()
                .feature("units_{units}", "count(*) filter (where units = :units)")
                .forEach("units", "1", "many")));
        assertEquals("the value 'many' is no bigint, the type of units", problem.what());
        assertEquals(Cause.INPUT, problem.cause());
    }

    @Test
    void refusesForOverAColumnThatIsMissing() {
        Problem problem = single(Bindings.problems(Bindings.set()
                .feature("n_{kinds}", "count(*) filter (where kinds = :kinds)")
                .forEach("kinds", "a", "b")));
        assertEquals("the input has no column kinds", problem.what());
        assertEquals("did you mean kind?", problem.advice());
    }

    @Test
    void refusesNamesThatAreTaken() {
        Expression one = new Expression.IntegerLiteral(1, Span.NONE);
        FeatureSet set = new FeatureSet(
                "test",
                List.of("user_id"),
                "ts",
                Duration.ofDays(1),
                Map.of(),
                Optional.empty(),
                List.of(),
                List.of(definition("a", one), definition("as_of", one)),
                List.of(definition("a", one), definition("user_id", one)),
                List.of());
        assertEquals(
                List.of(
                        "as_of is a name of the language",
                        "the name a is given twice",
                        "feature user_id is named like the entity's column"),
                Bindings.problems(set, Bindings.EVENTS).stream()
                        .map(Problem::what)
                        .toList());
    }

    private static Definition definition(String name, Expression expression) {
        return Definition.of(name, expression, "1");
    }

    @Test
    void asksForEntityAndTimeThatExistAndFit() {
        FeatureSet set = Bindings.set().feature("f", "count(*)").build();
        List<Problem> missing = Bindings.problems(
                set, Schema.of(Field.required("userid", DataType.TEXT), Field.required("time", DataType.TIMESTAMP)));
        assertEquals(
                List.of("the input has no column user_id", "the input has no column ts"),
                missing.stream().map(Problem::what).toList());
        assertEquals("did you mean userid?", missing.get(0).advice());
        List<Problem> wrong = Bindings.problems(
                set, Schema.of(Field.required("user_id", DataType.FLOAT64), Field.required("ts", DataType.INT64)));
        assertEquals(
                List.of("the entity key user_id is double", "the time column ts is bigint"),
                wrong.stream().map(Problem::what).toList());
        assertTrue(wrong.stream().allMatch(problem -> problem.cause() == Cause.INPUT));
    }

    @Test
    void assertsDeclaredTypes() {
        List<Problem> problems = Bindings.problems(Bindings.set()
                .column("units", DataType.FLOAT64)
                .column("knid", DataType.TEXT)
                .feature("f", "count(knid)"));
        assertEquals(
                List.of(
                        "column units is declared as double, and the input holds bigint",
                        "the input has no column knid"),
                problems.stream().map(Problem::what).toList());
        assertTrue(problems.stream().allMatch(problem -> problem.cause() == Cause.INPUT));
    }

    @Test
    void blamesTheDefinitionForTheUseOfADeclaredColumn() {
        Problem problem = single(
                Bindings.problems(Bindings.set().column("kind", DataType.TEXT).feature("f", "sum(kind)")));
        assertEquals(Cause.DEFINITION, problem.cause());
    }

    @Test
    void refusesChecksThatCannotBe() {
        FeatureSet sound = Bindings.set()
                .let("hidden", "count(*)")
                .feature("total", "hidden")
                .feature("any", "total > 0")
                .build();
        FeatureSet set = new FeatureSet(
                sound.name(),
                sound.entity(),
                sound.time(),
                sound.window(),
                sound.columns(),
                sound.where(),
                sound.validators(),
                sound.lets(),
                sound.features(),
                List.of(
                        new Check.NotNull("totl"),
                        new Check.Range("hidden", Optional.of(0.0), Optional.empty()),
                        new Check.Range("any", Optional.of(0.0), Optional.empty())));
        List<Problem> problems = Bindings.problems(set, Bindings.EVENTS);
        assertEquals(
                List.of(
                        "there is no feature totl",
                        "there is no feature hidden",
                        "a range is for numbers, and any is boolean"),
                problems.stream().map(Problem::what).toList());
        assertEquals("did you mean total?", problems.get(0).advice());
        assertEquals(
                "hidden is a let, and a check sees the matrix only: make it a feature",
                problems.get(1).advice());
    }

    @Test
    void refusesConditionsThatSeeMoreThanTheMatrix() {
        List<Problem> problems = Bindings.problems(Bindings.set()
                .feature("total", "count(*)")
                .checkCondition("a", "max(units) > total")
                .checkCondition("b", "total + 1")
                .checkCondition("c", "kind = 'a'"));
        assertEquals(
                List.of(
                        "aggregation max stands in a check, which sees the matrix only",
                        "a check is a condition, not bigint",
                        "there is no feature kind"),
                problems.stream().map(Problem::what).toList());
    }

    @Test
    void refusesAWindowBeyondTime() {
        FeatureSet set = Bindings.set()
                .window(Duration.ofDays(200_000_000))
                .feature("f", "nothing")
                .build();
        List<Problem> problems = assertThrows(
                        DefinitionException.class, () -> Binder.bind(set, Bindings.EVENTS, Instant.EPOCH))
                .problems();
        assertEquals(2, problems.size());
        assertTrue(
                problems.get(0).what().startsWith("a window of"),
                problems.get(0).what());
        assertThrows(DefinitionException.class, () -> Binder.bind(set, Bindings.EVENTS, Instant.MAX));
    }

    private static Problem single(List<Problem> problems) {
        assertEquals(1, problems.size(), problems.toString());
        return problems.get(0);
    }
}
