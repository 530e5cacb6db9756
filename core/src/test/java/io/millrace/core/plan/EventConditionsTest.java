package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSetBuilder;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Validator;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.EventValidator;
import io.millrace.core.port.Extensions;
import io.millrace.core.run.DefinitionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The set's {@code where}, and its validators. */
class EventConditionsTest {
    @Test
    void bindsWhereOverTheColumnsThatAreRead() {
        FeaturePlan plan = Bindings.bind(
                Bindings.set().where("kind <> 'bot' and units > 0").feature("f", "count(*) filter (where units > 1)"));
        assertEquals(List.of("user_id", "ts", "kind", "units"), plan.reads().names());
        List<BoundExpression> conditions = ((Call) plan.where().orElseThrow()).arguments();
        assertEquals(
                new Call(
                        ScalarFunction.GREATER,
                        List.of(new Column(3, DataType.INT64, true), new Constant(DataType.INT64, 0L)),
                        DataType.BOOLEAN,
                        true),
                conditions.get(1));
    }

    @Test
    void bindsValidatorsInOrder() {
        FeaturePlan plan = bind(
                Bindings.set()
                        .validate("sane", "price >= 0")
                        .validate(new Validator.Named("mine", "even"))
                        .feature("f", "count(*)"),
                new Even("even", DataType.INT64));
        assertEquals(List.of("user_id", "ts", "price", "units"), plan.reads().names());
        assertEquals(
                List.of("sane", "mine"),
                plan.validators().stream()
                        .map(FeaturePlan.PlannedValidator::name)
                        .toList());
        assertEquals(
                new Column(2, DataType.FLOAT64, true),
                ((Call) plan.validators().get(0).condition().orElseThrow())
                        .arguments()
                        .get(0));
        assertEquals(List.of(3), plan.validators().get(1).columns());
        assertEquals("even", plan.validators().get(1).user().orElseThrow().name());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "ts < as_of | as_of stands in where, which is the same for all as-of times and windows | use it in the filter of an aggregation: count(*) filter (where …)",
                "window_days > 3 | window_days stands in where, which is the same for all as-of times and windows | use it in the filter of an aggregation: count(*) filter (where …)",
                "count(*) > 3 | aggregation count stands in where, which sees one event | compare event columns",
                "f > 3 | f is a feature or let, and where sees the columns of one event | -",
                "knid = 'a' | the input has no column knid | did you mean kind?",
                "units | where is a condition, not bigint | write a comparison that is true or false",
            })
    void refusesWhereThatSeesMoreThanOneEvent(
            String condition, String what, @org.jspecify.annotations.Nullable String advice) {
        List<Problem> problems =
                Bindings.problems(Bindings.set().where(condition).feature("f", "count(*)"));
        assertEquals(List.of(what), problems.stream().map(Problem::what).toList());
        assertEquals(advice == null ? "" : advice, problems.get(0).advice());
    }

    @Test
    void refusesValidatorsThatDoNotFit() {
        FeatureSetBuilder set = Bindings.set()
                .validate("late", "ts > window_start")
                .validate(new Validator.Named("one", "evn"))
                .validate(new Validator.Named("two", "even"))
                .validate(new Validator.Named("three", "missing"))
                .feature("f", "count(*)");
        List<Problem> problems = assertThrows(
                        DefinitionException.class,
                        () -> bind(set, new Even("even", DataType.FLOAT64), new Even("missing", DataType.TEXT) {
                            @Override
                            public Schema reads() {
                                return Schema.of(Field.nullable("unit", DataType.INT64));
                            }
                        }))
                .problems();
        assertEquals(
                List.of(
                        "window_start stands in validator late, which is the same for all as-of times and windows",
                        "there is no validator evn",
                        "validator even reads units as double, and the input holds bigint",
                        "the input has no column unit"),
                problems.stream().map(Problem::what).toList());
        assertEquals("did you mean even?", problems.get(1).advice());
        assertEquals(Problem.Cause.INPUT, problems.get(2).cause());
        assertEquals(
                "no extension brings validators; put the file that holds it on the class path",
                Bindings.problems(Bindings.set()
                                .validate(new Validator.Named("one", "evn"))
                                .feature("f", "count(*)"))
                        .get(0)
                        .advice());
    }

    private static FeaturePlan bind(FeatureSetBuilder set, EventValidator... validators) {
        Extensions extensions = new Extensions(List.of(), List.of(), List.of(validators), List.of());
        return Binder.bind(set.build(), Bindings.EVENTS, List.of(Bindings.AS_OF), false, extensions);
    }

    /** Accepts even units. */
    private static class Even implements EventValidator {
        private final String name;
        private final DataType type;

        Even(String name, DataType type) {
            this.name = name;
            this.type = type;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Schema reads() {
            return Schema.of(Field.nullable("units", type));
        }

        @Override
        public boolean accepts(Arguments event) {
            return event.longAt(0) % 2 == 0;
        }
    }
}
