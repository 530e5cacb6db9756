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
import io.millrace.core.feature.Span;
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
                "frobnicate(total) | frobnicate(total) | DEFINITION | there is no function frobnicate | there are abs, avg, coalesce, count, days_between, greatest, least, max, min, nullif, seconds_between, sum",
                "abs(total, 1) | abs(total, 1) | DEFINITION | abs takes 1 argument, not 2 | -",
                "nullif(total) | nullif(total) | DEFINITION | nullif takes 2 arguments, not 1 | -",
                "coalesce() | coalesce() | DEFINITION | coalesce takes at least 1 argument, not 0 | -",
                "sum() | sum() | DEFINITION | sum takes 1 argument, not 0 | -",
                "sum(*) | sum(*) | DEFINITION | sum takes 1 argument, not * | -",
                "count() | count() | DEFINITION | count takes * or 1 argument, not 0 | -",
                "min(units, seq) | min(units, seq) | DEFINITION | min takes 1 argument, not 2 | -",
                "max(kind) | kind | INPUT | max takes bigint, double, boolean or timestamp, not text | -",
                "sum(ts) | ts | INPUT | sum takes bigint, double or boolean, not timestamp | -",
                "sum('a') | 'a' | DEFINITION | sum takes bigint, double or boolean, not text | -",
                "count(distinct kind) | count(distinct kind) | DEFINITION | count(distinct …) is not part of the feature language | aggregate without distinct",
                "count(*) filter (where kind like 'a%') | kind like 'a%' | DEFINITION | like is not part of the feature language | compare with =, in, < or between",
                "count(*) filter (where units) | units | INPUT | a filter is a condition, not bigint | write a comparison that is true or false",
                "count(*) filter (where 1) | 1 | DEFINITION | a filter is a condition, not bigint | write a comparison that is true or false",
                "abs(total) filter (where true) | abs(total) filter (where true) | DEFINITION | abs is no aggregation and takes no *, distinct or filter | put the filter behind the aggregation inside it",
                "count(*) filter (where kind = 7) | kind = 7 | INPUT | cannot compare text with bigint | -",
                "count(*) filter (where units = '7') | units = '7' | INPUT | cannot compare bigint with text | a number is written without quotes: 7",
                "count(*) filter (where kind in ('a', 7)) | kind in ('a', 7) | INPUT | in cannot compare text with bigint | -",
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
                "cast(as_of as bigint) | cast(as_of as bigint) | DEFINITION | cannot cast timestamp to bigint | -",
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
                        "sum takes bigint, double or boolean, not text",
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
    void showsADefinitionThatUsesItself() {
        List<Problem> problems = Bindings.problems(Bindings.set().feature("a", "a + 1"));
        assertEquals("definitions form a cycle: a → a", single(problems).what());
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
                "user_id",
                "ts",
                Duration.ofDays(1),
                Map.of(),
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
        return new Definition(name, Optional.empty(), expression, "1", "");
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
