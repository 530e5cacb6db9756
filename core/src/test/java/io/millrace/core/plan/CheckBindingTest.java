package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Check;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Severity;
import io.millrace.core.feature.Span;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.plan.FeaturePlan.PlannedCheck;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.MatrixCheck;
import io.millrace.core.run.DefinitionException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckBindingTest {
    private static final long DAY = Window.MICROS_PER_DAY;

    private static Expression.Literal number(double value) {
        return new Expression.DoubleLiteral(value, Span.NONE);
    }

    private static Call equal(int ordinal, DataType type, boolean nullable, Object value) {
        return new Call(
                ScalarFunction.EQUAL,
                List.of(new Column(ordinal, type, nullable), new Constant(type, value)),
                DataType.BOOLEAN,
                nullable);
    }

    @Test
    void bindsWhatIsCountedInRows() {
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .feature("spent", "sum(units)")
                .defaultTo(0)
                .feature("last", "last(kind)")
                .check(new Check.MaxDefault("spent", 0.1, Severity.WARN))
                .check(new Check.Share(
                        "last",
                        new Expression.TextLiteral("a", Span.NONE),
                        Optional.of(0.5),
                        Optional.empty(),
                        Severity.FAIL))
                .check(new Check.Unique("last", Severity.FAIL)));
        assertEquals(
                List.of(
                        Optional.of(equal(1, DataType.INT64, false, 0L)),
                        Optional.empty(),
                        Optional.of(equal(2, DataType.TEXT, true, "a"))),
                plan.checks().stream().map(PlannedCheck::condition).toList());
    }

    @Test
    void findsUsersChecksByName() {
        MatrixCheck mine = new Named("drift");
        FeatureSet set = Bindings.set()
                .feature("f", "count(*)")
                .check(new Check.Named("a", "drift", Severity.WARN))
                .build();
        FeaturePlan plan = Binder.bind(set, Bindings.EVENTS, List.of(Bindings.AS_OF), false, with(mine));
        assertEquals(Optional.of(mine), plan.checks().get(0).user());
    }

    @Test
    void refusesWhatDoesNotFitTheFeature() {
        FeatureSet set = Bindings.set()
                .feature("f", "count(*)")
                .feature("paid", "max(paid)")
                .check(new Check.Share("f", number(1.5), Optional.of(0.5), Optional.empty(), Severity.FAIL))
                .check(new Check.Share("paid", number(1), Optional.of(0.5), Optional.empty(), Severity.FAIL))
                .check(new Check.Named("a", "drfit", Severity.WARN))
                .build();
        List<Problem> problems = assertThrows(
                        DefinitionException.class,
                        () -> Binder.bind(
                                set, Bindings.EVENTS, List.of(Bindings.AS_OF), false, with(new Named("drift"))))
                .problems();
        assertEquals(
                List.of(
                        "the value 1.5 is none of f, which is bigint",
                        "the value 1.0 is none of paid, which is boolean",
                        "there is no check drfit"),
                problems.stream().map(Problem::what).toList());
        assertEquals("did you mean drift?", problems.get(2).advice());
    }

    @Test
    void refusesToCountADefaultThatIsNot() {
        FeatureSet sound = Bindings.set().feature("f", "count(*)").build();
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
                List.of(new Check.MaxDefault("f", 0.1, Severity.FAIL)));
        assertEquals(
                List.of("max_default is about the default of f, which has none"),
                Bindings.problems(set, Bindings.EVENTS).stream()
                        .map(Problem::what)
                        .toList());
    }

    @Test
    void knowsTheAsOfTimeOfARow() {
        var builder =
                Bindings.set().feature("last", "max(ts)").checkCondition("a", "last < as_of and last >= window_start");
        List<BoundExpression> one = operands(Bindings.bind(builder).checks());
        long asOf = Window.micros(Bindings.AS_OF);
        assertEquals(
                List.of(new Constant(DataType.TIMESTAMP, asOf), new Constant(DataType.TIMESTAMP, asOf - 10 * DAY)),
                one);
        List<PlannedCheck> several = Binder.bind(
                        builder.build(),
                        Bindings.EVENTS,
                        List.of(Bindings.AS_OF, Bindings.AS_OF.plusSeconds(1)),
                        false,
                        Extensions.NONE)
                .checks();
        assertEquals(overColumn(), operands(several));
    }

    /** {@code as_of} and {@code window_start} where the matrix's second column is the as-of time. */
    private static List<BoundExpression> overColumn() {
        Column asOf = new Column(1, DataType.TIMESTAMP, false);
        return List.of(
                asOf,
                new Call(
                        ScalarFunction.ADD_INTERVAL,
                        List.of(asOf, new Constant(DataType.INT64, -10 * DAY)),
                        DataType.TIMESTAMP,
                        false));
    }

    private static List<BoundExpression> operands(List<PlannedCheck> checks) {
        return ((Call) checks.get(0).condition().orElseThrow())
                .arguments().stream()
                        .map(part -> ((Call) part).arguments().get(1))
                        .toList();
    }

    @Test
    void bindsTheChecksToAMatrixThatExists() {
        FeatureSet set = FeatureSet.builder("pairs")
                .entity("user_id", "device")
                .time("ts")
                .window("10d")
                .feature("last_{kind}", "max(ts) filter (where kind = :kind)")
                .forEach("kind", "a", "b")
                .feature("spent", "sum(price)")
                .defaultTo(0)
                .check(new Check.MaxDefault("spent", 0.1, Severity.FAIL))
                .checkCondition("c", "last_b < as_of and last_b >= window_start")
                .build();
        Schema matrix = Schema.of(
                Field.required("user_id", DataType.INT64),
                Field.required("device", DataType.INT64),
                Field.required("as_of", DataType.TIMESTAMP),
                Field.nullable("last_a", DataType.TIMESTAMP),
                Field.nullable("last_b", DataType.TIMESTAMP),
                Field.nullable("spent", DataType.FLOAT64));
        assertEquals(3, MatrixChecksBinder.leadingColumns(set, matrix));
        Optional<Window> run = Optional.of(new Window(0, 10 * DAY));
        List<PlannedCheck> checks = MatrixChecksBinder.bind(set, matrix, run, Extensions.NONE);
        assertEquals(
                Optional.of(equal(5, DataType.FLOAT64, true, 0.0)),
                checks.get(0).condition());
        List<BoundExpression> times = operands(checks.subList(1, 2));
        assertEquals(new Column(2, DataType.TIMESTAMP, false), times.get(0));

        Schema one = Schema.of(
                Field.required("user_id", DataType.INT64),
                Field.required("device", DataType.INT64),
                Field.nullable("last_b", DataType.TIMESTAMP),
                Field.nullable("spent", DataType.FLOAT64));
        assertEquals(2, MatrixChecksBinder.leadingColumns(set, one));
        assertEquals(
                List.of(new Constant(DataType.TIMESTAMP, 10 * DAY), new Constant(DataType.TIMESTAMP, 0L)),
                operands(MatrixChecksBinder.bind(set, one, run, Extensions.NONE).subList(1, 2)));
        List<Problem> unknown = assertThrows(
                        DefinitionException.class,
                        () -> MatrixChecksBinder.bind(set, one, Optional.empty(), Extensions.NONE))
                .problems();
        assertEquals(
                List.of("there is no feature as_of", "there is no feature window_start"),
                unknown.stream().map(Problem::what).toList());
        assertEquals(Problem.Cause.INPUT, unknown.get(0).cause());
    }

    private static Extensions with(MatrixCheck check) {
        return new Extensions(List.of(), List.of(), List.of(), List.of(check));
    }

    /** A check that is only bound. */
    private record Named(String name) implements MatrixCheck {
        @Override
        public Running start(Schema matrix) {
            throw new AssertionError("binding starts no check");
        }
    }
}
