package io.millrace.core.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.plan.BoundExpression.UserCall;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.Result;
import io.millrace.core.port.UserFunction;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UserFunctionTest {
    private static final List<BoundExpression> ARGUMENTS = List.of(
            new Constant(DataType.INT64, 7L),
            new Constant(DataType.FLOAT64, 1.5),
            new Constant(DataType.TEXT, "it"),
            new Constant(DataType.BOOLEAN, true),
            new Constant(DataType.TIMESTAMP, 0L),
            new Constant(Samples.WIDE, 1230L),
            new Constant(DataType.INT64, null));
    private static final String SHOWN = "mine(7, 1.5, 'it', true, timestamp '1970-01-01 00:00:00', 12.30, null)";

    /** A function that is called with null and does that. */
    private record Mine(BiConsumer<Arguments, Result> body) implements UserFunction {
        @Override
        public String name() {
            return "mine";
        }

        @Override
        public Optional<DataType> result(List<DataType> arguments) {
            return Optional.empty();
        }

        @Override
        public String takes() {
            return "anything";
        }

        @Override
        public boolean takesNull() {
            return true;
        }

        @Override
        public void evaluate(Arguments arguments, Result result) {
            body.accept(arguments, result);
        }
    }

    private static @Nullable Object value(DataType type, BiConsumer<Arguments, Result> body) {
        Evaluator evaluator = Evaluator.of(new UserCall(new Mine(body), ARGUMENTS, type), 1);
        ColumnBatch batch = new ColumnBatch(Schema.of(), 1);
        return Samples.value(evaluator.evaluate(batch, new int[] {0}, 1), type, 0);
    }

    private static void fails(String message, DataType type, BiConsumer<Arguments, Result> body) {
        EvaluationException failure = assertThrows(EvaluationException.class, () -> value(type, body));
        assertEquals(SHOWN + message, failure.getMessage());
    }

    @Test
    void seesItsArgumentsAndGivesItsResult() {
        assertEquals(7L, value(DataType.INT64, (arguments, result) -> result.set(arguments.longAt(0))));
        assertEquals(1.5, value(DataType.FLOAT64, (arguments, result) -> result.set(arguments.doubleAt(1))));
        assertEquals("it", value(DataType.TEXT, (arguments, result) -> result.set(arguments.textAt(2))));
        assertEquals(true, value(DataType.BOOLEAN, (arguments, result) -> result.set(arguments.longAt(3))));
        assertEquals(0L, value(DataType.TIMESTAMP, (arguments, result) -> result.set(arguments.longAt(4))));
        assertEquals(1230L, value(Samples.WIDE, (arguments, result) -> result.set(arguments.longAt(5))));
        assertEquals(true, value(DataType.BOOLEAN, (arguments, result) -> result.set(arguments.isNull(6) ? 1 : 0)));
        assertEquals(null, value(DataType.INT64, (arguments, result) -> {}));
        assertEquals(0.0, value(DataType.FLOAT64, (arguments, result) -> result.set(-0.0)));
        assertEquals(null, value(DataType.FLOAT64, (arguments, result) -> result.set(Double.NaN)));
    }

    @Test
    void isNamedWhereItFails() {
        fails(" failed: java.lang.IllegalStateException: no idea", DataType.INT64, (arguments, result) -> {
            throw new IllegalStateException("no idea");
        });
        fails(
                " failed: java.lang.IllegalStateException: argument 2 is a text: ask textAt(2), not longAt",
                DataType.INT64,
                (arguments, result) -> result.set(arguments.longAt(2)));
        fails(
                " failed: java.lang.IllegalStateException: argument 5 is a decimal(18, 2): ask longAt(5), not doubleAt",
                DataType.FLOAT64,
                (arguments, result) -> result.set(arguments.doubleAt(5)));
        fails(
                " failed: java.lang.IllegalStateException: argument 6 is null; ask isNull(6) first",
                DataType.INT64,
                (arguments, result) -> result.set(arguments.longAt(6)));
        fails(
                " failed: java.lang.IllegalArgumentException: there is no argument 7: positions are 0 to 6",
                DataType.INT64,
                (arguments, result) -> result.set(arguments.longAt(7)));
    }

    @Test
    void isNamedWhereItsResultDoesNotFit() {
        fails(
                " set a long, but it gives double: set a double",
                DataType.FLOAT64,
                (arguments, result) -> result.set(arguments.longAt(0)));
        fails(" set a double, but it gives bigint: set a long", DataType.INT64, (arguments, result) -> result.set(1.0));
        fails(
                " set a String, but it gives boolean: set a long",
                DataType.BOOLEAN,
                (arguments, result) -> result.set("x"));
        fails(" set a long, but it gives text: set a String", DataType.TEXT, (arguments, result) -> result.set(1));
        fails(" gave 2 as a boolean, which is 0 or 1", DataType.BOOLEAN, (arguments, result) -> result.set(2));
        fails(" gave 10000.0, which is no decimal(5, 1)", Samples.NARROW, (arguments, result) -> result.set(100_000));
    }
}
