package io.millrace.core.feature;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression.BinaryOperator;
import io.millrace.core.feature.Expression.UnaryOperator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Trees of every kind, whether they make sense or not. */
public final class Expressions {
    private static final Span NONE = Span.NONE;
    private static final List<String> ODD = List.of(
            "",
            "case",
            "CASE",
            "end",
            "and",
            "Not",
            "timestamp",
            "interval",
            "date",
            "cast",
            "try_cast",
            "filter",
            "where",
            "as",
            "distinct",
            "select",
            "null",
            "true",
            "--",
            "/*",
            "a--b",
            "it's",
            "''",
            "\"",
            "\"\"",
            "\n",
            "a\tb",
            "größe",
            "名前",
            "\uD83D\uDE00",
            "\u0000",
            "1",
            "1a",
            "_",
            "a.b",
            "a b",
            "Ünïts",
            ";",
            "{x}",
            ":x");

    private Expressions() {}

    /** Any expression that the language can write. */
    public static Arbitrary<Expression> all() {
        return ofDepth(4);
    }

    private static Arbitrary<Expression> ofDepth(int depth) {
        if (depth == 0) {
            return leaves();
        }
        Arbitrary<Expression> part = Arbitraries.lazy(() -> ofDepth(depth - 1));
        return Arbitraries.oneOf(List.of(
                leaves(),
                unary(part),
                binary(part),
                binary(part),
                calls(part),
                cases(part),
                ins(part),
                Combinators.combine(part, part, part, flags())
                        .as((value, low, high, negated) -> new Expression.Between(value, low, high, negated, NONE)),
                Combinators.combine(part, part, flags())
                        .as((value, pattern, negated) -> new Expression.Like(value, pattern, negated, NONE)),
                Combinators.combine(part, flags()).as((value, negated) -> new Expression.IsNull(value, negated, NONE)),
                Combinators.combine(part, types(), flags())
                        .as((value, type, lenient) -> new Expression.Cast(value, type, lenient, NONE))));
    }

    private static Arbitrary<Expression> leaves() {
        Arbitrary<Long> longs = Arbitraries.longs();
        return Arbitraries.oneOf(List.of(
                Arbitraries.just(new Expression.NullLiteral(NONE)),
                flags().map(value -> new Expression.BooleanLiteral(value, NONE)),
                longs.map(value -> new Expression.IntegerLiteral(value, NONE)),
                doubles().map(value -> new Expression.DoubleLiteral(value, NONE)),
                texts().map(value -> new Expression.TextLiteral(value, NONE)),
                longs.map(value -> new Expression.TimestampLiteral(value, NONE)),
                lengths().map(value -> new Expression.IntervalLiteral(value, NONE)),
                names().map(value -> new Expression.Name(value, NONE)),
                names().map(value -> new Expression.Parameter(value, NONE))));
    }

    private static Arbitrary<Expression> unary(Arbitrary<Expression> part) {
        return Combinators.combine(Arbitraries.of(UnaryOperator.class), part)
                .as((operator, operand) -> new Expression.Unary(operator, operand, NONE));
    }

    private static Arbitrary<Expression> binary(Arbitrary<Expression> part) {
        return Combinators.combine(Arbitraries.of(BinaryOperator.class), part, part)
                .as((operator, left, right) -> new Expression.Binary(operator, left, right, NONE));
    }

    private static Arbitrary<Expression> calls(Arbitrary<Expression> part) {
        Arbitrary<String> functions = names().map(name -> name.toLowerCase(Locale.ROOT));
        return Combinators.combine(functions, part.list().ofMaxSize(3), flags(), flags(), part.optional(0.3))
                .as((function, arguments, star, distinct, filter) -> new Expression.Call(
                        function,
                        star ? List.of() : arguments,
                        star,
                        distinct && !star && !arguments.isEmpty(),
                        filter,
                        NONE));
    }

    private static Arbitrary<Expression> cases(Arbitrary<Expression> part) {
        Arbitrary<Expression.Branch> branches = Combinators.combine(part, part).as(Expression.Branch::new);
        return Combinators.combine(
                        part.optional(0.5), branches.list().ofMinSize(1).ofMaxSize(3), part.optional(0.5))
                .as((operand, whens, otherwise) -> new Expression.Case(operand, whens, otherwise, NONE));
    }

    private static Arbitrary<Expression> ins(Arbitrary<Expression> part) {
        return Combinators.combine(part, part.list().ofMinSize(1).ofMaxSize(3), flags())
                .as((value, options, negated) -> new Expression.In(value, options, negated, NONE));
    }

    /** Every type. */
    public static Arbitrary<DataType> types() {
        Arbitrary<DataType> decimals = Arbitraries.integers()
                .between(1, DataType.MOST_DIGITS)
                .flatMap(precision ->
                        Arbitraries.integers().between(0, precision).map(scale -> DataType.decimal(precision, scale)));
        return Arbitraries.oneOf(Arbitraries.of(DataType.simple()), decimals);
    }

    private static Arbitrary<Boolean> flags() {
        return Arbitraries.of(true, false);
    }

    private static Arbitrary<Double> doubles() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(Double::longBitsToDouble).filter(Double::isFinite),
                Arbitraries.of(
                        0.0, 1.0, 0.1, -0.1, 1e22, 1e-7, 2e-3, Double.MAX_VALUE, Double.MIN_VALUE, -Double.MIN_NORMAL));
    }

    private static Arbitrary<Long> lengths() {
        Arbitrary<Long> units = Arbitraries.of(1L, 1_000_000L, 60_000_000L, 3_600_000_000L, 86_400_000_000L);
        return Arbitraries.oneOf(
                Arbitraries.longs(),
                Combinators.combine(units, Arbitraries.longs().between(-100, 100))
                        .as((unit, count) -> unit * count));
    }

    /** Any text, preferably one that is hard to quote. */
    public static Arbitrary<String> texts() {
        Function<Integer, Arbitrary<String>> any = most -> Arbitraries.strings().ofMaxLength(most);
        return Arbitraries.oneOf(
                Arbitraries.of(ODD),
                any.apply(8),
                Arbitraries.strings().withChars("'\"-\n a:{").ofMaxLength(6));
    }

    /** Any name that is not empty. */
    public static Arbitrary<String> names() {
        Arbitrary<String> plain =
                Arbitraries.strings().withCharRange('a', 'z').withChars("_0AZ").ofMaxLength(6);
        return Arbitraries.oneOf(plain, plain, texts()).filter(name -> !name.isEmpty());
    }
}
