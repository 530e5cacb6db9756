package io.millrace.core.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression.BinaryOperator;
import io.millrace.core.feature.Expression.UnaryOperator;
import io.millrace.core.run.DefinitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a or b and c | a or (b and c)",
                "a or b or c | (a or b) or c",
                "not a = b and c | (not (a = b)) and c",
                "a + b * c - d | (a + (b * c)) - d",
                "a / b / c | (a / b) / c",
                "-a * b | (-(a)) * b",
                "a + 1 < b * 2 | (a + 1) < (b * 2)",
                "a and b between c and d and e | (a and (b between c and d)) and e",
                "not a in (1) or b | (not (a in (1))) or b",
                "a + b is null | (a + b) is null",
                "A != b | A <> b",
                "COUNT(X) FILTER (WHERE Y LIKE 'z') | count(X) filter (where Y like 'z')",
                "CASE WHEN TRUE THEN NULL END | case when true then null end",
                "Timestamp '2024-10-31' | timestamp '2024-10-31 00:00:00Z'",
                "interval '1 week 1 DAY' | interval '8 days'",
                ".5 + 5. + 1e3 | 0.5 + 5.0 + 1000.0",
                "a--b | a",
            })
    void bindsOperatorsLikeStandardSql(String text, String meant) {
        assertEquals(Parser.parse(meant), Parser.parse(text));
    }

    @Test
    void readsEveryKindOfExpression() {
        Expression x = name("x");
        Expression one = new Expression.IntegerLiteral(1, Span.NONE);
        assertParses("x <> 1", new Expression.Binary(BinaryOperator.NOT_EQUAL, x, one, Span.NONE));
        assertParses("-x", new Expression.Unary(UnaryOperator.MINUS, x, Span.NONE));
        assertParses("x is not null", new Expression.IsNull(x, true, Span.NONE));
        assertParses("x not between 1 and x", new Expression.Between(x, one, x, true, Span.NONE));
        assertParses("try_cast(x as TEXT)", new Expression.Cast(x, DataType.TEXT, true, Span.NONE));
        assertParses("x in (1, x)", new Expression.In(x, List.of(one, x), false, Span.NONE));
        assertParses(
                "f(*) filter (where x)", new Expression.Call("f", List.of(), true, false, Optional.of(x), Span.NONE));
        assertParses(
                "case x when 1 then x else 1 end",
                new Expression.Case(
                        Optional.of(x), List.of(new Expression.Branch(one, x)), Optional.of(one), Span.NONE));
        assertParses("'it''s -- no ''comment'''", new Expression.TextLiteral("it's -- no 'comment'", Span.NONE));
        assertParses("\"a \"\"b\"\"\" -- comment", name("a \"b\""));
        assertParses("-9223372036854775808", new Expression.IntegerLiteral(Long.MIN_VALUE, Span.NONE));
        assertParses("-0.0", new Expression.DoubleLiteral(0.0, Span.NONE));
        assertParses("timestamp '1969-12-31 23:59:59.9999999'", new Expression.TimestampLiteral(-1, Span.NONE));
        assertParses(
                "timestamp < interval",
                new Expression.Binary(BinaryOperator.LESS, name("timestamp"), name("interval"), Span.NONE));
    }

    @Test
    void knowsWhereEveryPartStands() {
        String text = "(a + b) * f(x) filter (where y = 'z')";
        Expression.Binary product = (Expression.Binary) Parser.parse(text);
        assertEquals(text, at(text, product));
        assertEquals("a + b", at(text, product.left()));
        Expression.Call call = (Expression.Call) product.right();
        assertEquals("f(x) filter (where y = 'z')", at(text, call));
        assertEquals("x", at(text, call.arguments().get(0)));
        assertEquals("y = 'z'", at(text, call.filter().orElseThrow()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not ", "- ", "f(", "case when ", "x in (", "a + (", "cast("})
    void refusesEndlessNestingWithoutOverflow(String opening) {
        String what = onlyProblem(opening.repeat(100_000)).what();
        assertEquals("the expression is nested more than 200 levels deep", what);
    }

    @Test
    void refusesEndlessChainsWithoutOverflow() {
        assertTrue(onlyProblem("1" + " + 1".repeat(100_000)).what().contains("nested"));
        Parser.parse("1" + " + 1".repeat(190));
        Parser.parse("(".repeat(190) + "1" + ")".repeat(190));
        Parser.parse("f(".repeat(190) + "1" + ")".repeat(190));
    }

    @Test
    void refusesEndlessTreesThatNobodyParsed() {
        Expression chain = name("a");
        for (int i = 0; i < 100_000; i++) {
            chain = new Expression.Binary(Expression.BinaryOperator.PLUS, chain, name("a"), Span.NONE);
        }
        Expression deep = chain;
        assertThrows(IllegalArgumentException.class, () -> Definition.of("f", deep, ""));
        assertThrows(IllegalArgumentException.class, () -> new Where(deep, ""));
        assertThrows(IllegalArgumentException.class, () -> new Validator.Condition("v", deep, ""));
        assertThrows(IllegalArgumentException.class, () -> new Check.Condition("c", deep, ""));
    }

    @Property
    void neverFailsButWithAProblemThatPrints(@ForAll("noise") String text) {
        List<Problem> problems = new ArrayList<>();
        Optional<Expression> parsed = Parser.parse("noise", text, problems::add);
        assertEquals(parsed.isPresent(), problems.isEmpty());
        ProblemPrinter.print(problems);
    }

    @Provide
    Arbitrary<String> noise() {
        Arbitrary<String> word = Arbitraries.oneOf(
                Arbitraries.of(
                        "a",
                        "1",
                        "1.5",
                        "'t'",
                        "\"n\"",
                        ":p",
                        "(",
                        ")",
                        ",",
                        "+",
                        "-",
                        "*",
                        "=",
                        "<",
                        "and",
                        "or",
                        "not",
                        "is",
                        "null",
                        "in",
                        "between",
                        "like",
                        "case",
                        "when",
                        "then",
                        "else",
                        "end",
                        "cast",
                        "as",
                        "bigint",
                        "decimal",
                        "filter",
                        "where",
                        "distinct",
                        "timestamp",
                        "interval",
                        "'2024-10-31'"),
                Arbitraries.strings().ofMaxLength(3));
        return word.list().ofMaxSize(12).map(words -> String.join(" ", words));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decimal(12, 2) | 12 | 2",
                "DECIMAL(12,2) | 12 | 2",
                "numeric ( 18 , 18 ) | 18 | 18",
                "decimal(5) | 5 | 0",
                "decimal(1, 0) | 1 | 0",
            })
    void readsDecimalTypes(String text, int precision, int scale) {
        DataType type = DataType.decimal(precision, scale);
        assertEquals(Optional.of(type), Types.find(text));
        assertParses("cast(a as " + text + ")", new Expression.Cast(name("a"), type, false, Span.NONE));
    }

    @Property
    void findsEveryTypeByItsName(@ForAll("types") DataType type) {
        assertEquals(Optional.of(type), Types.find(type.sql()));
    }

    @Provide
    Arbitrary<DataType> types() {
        return Expressions.types();
    }

    @Test
    void throwsTheProblemWhereNobodyListens() {
        DefinitionException thrown = assertThrows(DefinitionException.class, () -> Parser.parse("a +"));
        assertEquals(1, thrown.problems().size());
    }

    private static void assertParses(String text, Expression expected) {
        assertEquals(expected, Parser.parse(text));
    }

    private static Expression name(String name) {
        return new Expression.Name(name, Span.NONE);
    }

    private static String at(String text, Expression expression) {
        return text.substring(expression.span().start(), expression.span().end());
    }

    static Problem onlyProblem(String text) {
        List<Problem> problems = new ArrayList<>();
        assertTrue(Parser.parse("d", text, problems::add).isEmpty(), text);
        assertEquals(1, problems.size());
        return problems.get(0);
    }
}
