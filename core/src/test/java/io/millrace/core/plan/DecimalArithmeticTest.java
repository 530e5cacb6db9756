package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.evaluate.EvaluationException;
import io.millrace.core.evaluate.Evaluator;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Expressions;
import io.millrace.core.run.DefinitionException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** Bound and evaluated, {@code + - *} and comparisons of decimals are those of {@link BigDecimal}, or refused. */
class DecimalArithmeticTest {
    private static final BigInteger END = BigInteger.TEN.pow(DataType.MOST_DIGITS);

    /** A number of a type, held as a column holds it. */
    private record Number(DataType type, long held) {
        BigDecimal value() {
            return BigDecimal.valueOf(held, type.scale());
        }

        /** Whether it can be held with that many digits behind the point. */
        boolean fits(int scale) {
            return value().setScale(Math.max(scale, type.scale()))
                            .unscaledValue()
                            .abs()
                            .compareTo(END)
                    < 0;
        }
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void computesExactly(
            @ForAll("numbers") Number left, @ForAll("numbers") Number right, @ForAll("operators") String operator) {
        if (!left.type().isDecimal() && !right.type().isDecimal()) {
            return;
        }
        Optional<BoundExpression> bound = bind("a " + operator + " b", left.type(), right.type());
        int scales = left.type().scale() + right.type().scale();
        assertEquals(operator.equals("*") && scales > DataType.MOST_DIGITS, bound.isEmpty());
        BigDecimal exact = switch (operator) {
            case "+" -> left.value().add(right.value());
            case "-" -> left.value().subtract(right.value());
            default -> left.value().multiply(right.value());
        };
        bound.ifPresent(expression -> {
            Optional<Long> result = evaluate(expression, left, right);
            Statistics.label("computed").collect(result.isPresent());
            if (result.isPresent()) {
                int scale = expression.type().scale();
                assertEquals(exact, BigDecimal.valueOf(result.get(), scale));
            } else {
                int scale = operator.equals("*") ? 0 : exact.scale();
                assertTrue(
                        exact.unscaledValue().abs().compareTo(END) >= 0 || !left.fits(scale) || !right.fits(scale),
                        left + " " + operator + " " + right);
            }
        });
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void comparesExactly(@ForAll("numbers") Number left, @ForAll("numbers") Number right) {
        if (!left.type().isDecimal() && !right.type().isDecimal()) {
            return;
        }
        int scale = Math.max(left.type().scale(), right.type().scale());
        int digits = Math.max(integral(left.type()), integral(right.type()));
        Optional<BoundExpression> bound = bind("a < b", left.type(), right.type());
        assertEquals(digits + scale > DataType.MOST_DIGITS, bound.isEmpty());
        bound.ifPresent(expression -> {
            Optional<Long> result = evaluate(expression, left, right);
            boolean fits = left.fits(scale) && right.fits(scale);
            assertEquals(fits, result.isPresent());
            result.ifPresent(less -> assertEquals(left.value().compareTo(right.value()) < 0, less == 1));
        });
    }

    /** A bigint's digits are the run's affair. */
    private static int integral(DataType type) {
        return type.isDecimal() ? type.precision() - type.scale() : 0;
    }

    private static Optional<BoundExpression> bind(String expression, DataType left, DataType right) {
        Schema schema = Schema.of(
                Field.required("user_id", DataType.TEXT),
                Field.required("ts", DataType.TIMESTAMP),
                Field.required("a", left),
                Field.required("b", right));
        try {
            FeaturePlan plan = Binder.bind(
                    Bindings.set().feature("f", "max(" + expression + ")").build(), schema, Bindings.AS_OF);
            return Optional.of(plan.aggregations().get(0).arguments().get(0));
        } catch (DefinitionException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> evaluate(BoundExpression expression, Number left, Number right) {
        Schema schema = Schema.of(
                Field.required("user_id", DataType.TEXT),
                Field.required("ts", DataType.TIMESTAMP),
                Field.required("a", left.type()),
                Field.required("b", right.type()));
        ColumnBatch batch = new ColumnBatch(schema, 1);
        batch.rowCount(1);
        batch.longs(2).set(0, left.held());
        batch.longs(3).set(0, right.held());
        try {
            LongVector result = (LongVector) Evaluator.of(expression, 1).evaluate(batch, new int[] {0}, 1);
            return Optional.of(result.get(0));
        } catch (EvaluationException e) {
            return Optional.empty();
        }
    }

    @Provide
    Arbitrary<Number> numbers() {
        Arbitrary<DataType> types = Expressions.types().filter(type -> type.isDecimal() || type == DataType.INT64);
        return types.flatMap(type -> {
            long most = type.isDecimal() ? BigInteger.TEN.pow(type.precision()).longValueExact() - 1 : Long.MAX_VALUE;
            return Combinators.combine(
                            Arbitraries.longs().between(-most, most),
                            Arbitraries.longs().between(1, 1_000_000_000_000L))
                    .as((held, divisor) -> new Number(type, held / divisor));
        });
    }

    @Provide
    Arbitrary<String> operators() {
        return Arbitraries.of("+", "-", "*");
    }
}
