package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Parser;
import io.millrace.core.feature.Problem;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.Constant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultBindingTest {
    @Test
    void standsInForNullAlsoForWhoeverRefersToTheFeature() {
        FeaturePlan plan = Bindings.bind(
                Bindings.set().feature("spent", "sum(price)").defaultTo(0).feature("twice", "spent * 2"));
        FeaturePlan.Feature spent = plan.features().get(0);
        assertEquals(OptionalInt.of(0), spent.beforeDefault());
        assertEquals(1, spent.value());
        assertEquals(Optional.of(new Constant(DataType.FLOAT64, 0.0)), spent.defaultValue());
        assertFalse(spent.field().nullable());
        assertEquals(
                new Call(
                        ScalarFunction.COALESCE,
                        List.of(new Column(0, DataType.FLOAT64, true), new Constant(DataType.FLOAT64, 0.0)),
                        DataType.FLOAT64,
                        false),
                plan.steps().get(0));
        assertEquals(
                new Column(1, DataType.FLOAT64, false),
                ((Call) plan.steps().get(1)).arguments().get(0));
    }

    @Test
    void changesNothingWhereTheFeatureIsNeverNull() {
        FeaturePlan plan = Bindings.bind(Bindings.set().feature("n", "count(*)").defaultTo(7));
        FeaturePlan.Feature feature = plan.features().get(0);
        assertEquals(0, feature.value());
        assertEquals(OptionalInt.of(0), feature.beforeDefault());
        assertEquals(List.of(), plan.steps());
    }

    @Test
    void fillsEachOfTheRepetitions() {
        FeaturePlan plan = Bindings.bind(Bindings.set()
                .feature("last_{kind}", "max(ts) filter (where kind = :kind)")
                .forEach("kind", "a", "b")
                .defaultTo("2000-01-01"));
        for (FeaturePlan.Feature feature : plan.features()) {
            assertEquals(Optional.of(new Constant(DataType.TIMESTAMP, 946_684_800_000_000L)), feature.defaultValue());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sum(units) | 1.0 | 1",
                "sum(units) | -7 | -7",
                "sum(price) | 7 | 7.0",
                "sum(price) | 9007199254740993 | 9.007199254740992E15",
                "max(cast(units as decimal(5, 2))) | 1.5 | 150",
                "max(cast(units as decimal(5, 2))) | 999.99 | 99999",
                "max(paid) | true | true",
                "last(kind) | 'none' | none",
            })
    void takesTheTypeOfTheFeature(String expression, String literal, String value) {
        var feature = Bindings.bind(
                        Bindings.set().feature("f", expression).defaultTo((Expression.Literal) Parser.parse(literal)))
                .features()
                .get(0);
        assertEquals(value, String.valueOf(feature.defaultValue().orElseThrow().value()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sum(units) | 1.5 | INPUT | the default 1.5 is no value of f, which is bigint",
                "sum(units) | 'none' | INPUT | the default 'none' is no value of f, which is bigint",
                "sum(units) | 1e19 | INPUT | the default 1.0E19 is no value of f, which is bigint",
                "sum(price) | true | INPUT | the default true is no value of f, which is double",
                "max(cast(units as decimal(5, 2))) | 1000 | DEFINITION | the default 1000 is no value of f, which is decimal(5, 2)",
                "max(cast(units as decimal(5, 2))) | 0.125 | DEFINITION | the default 0.125 is no value of f, which is decimal(5, 2)",
                "max(cast(units as decimal(5, 2))) | 1e300 | DEFINITION | the default 1.0E300 is no value of f, which is decimal(5, 2)",
                "max(cast(units as decimal(5, 2))) | 1e-300 | DEFINITION | the default 1.0E-300 is no value of f, which is decimal(5, 2)",
                "max(ts) | 'soon' | INPUT | the default 'soon' is no value of f, which is timestamp",
                "max(ts) | 0 | INPUT | the default 0 is no value of f, which is timestamp",
            })
    void refusesWhatIsNoValueOfTheFeature(String expression, String literal, Problem.Cause cause, String what) {
        List<Problem> problems = Bindings.problems(Bindings.set()
                .feature("f", expression)
                .defaultTo((Expression.Literal) Parser.parse(literal))
                .feature("g", "f is null"));
        assertEquals(List.of(what), problems.stream().map(Problem::what).toList());
        assertEquals(cause, problems.get(0).cause());
        assertEquals(new Problem.Place.InPart("default of f"), problems.get(0).place());
    }
}
