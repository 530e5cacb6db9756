package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.FeatureSetBuilder;
import io.millrace.core.feature.Problem;
import io.millrace.core.plan.BoundExpression.Cast;
import io.millrace.core.plan.BoundExpression.Column;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.port.Aggregation;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.Result;
import io.millrace.core.port.SlotAggregation;
import io.millrace.core.port.Slots;
import io.millrace.core.port.UserFunction;
import io.millrace.core.run.DefinitionException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtensionBindingTest {
    private static final Aggregation WEIGHTED = new Weighted();
    private static final UserFunction JOINED = new Joined();
    private static final Extensions EXTENSIONS =
            new Extensions(List.of(WEIGHTED), List.of(JOINED), List.of(), List.of());

    private static FeaturePlan bind(FeatureSetBuilder set) {
        return Binder.bind(set.build(), Bindings.EVENTS, List.of(Bindings.AS_OF), false, EXTENSIONS);
    }

    @Test
    void bindsAUsersAggregationWithNumbersAsItTakesThem() {
        FeaturePlan plan = bind(Bindings.set().feature("f", "weighted(units, price) filter (where paid)"));
        assertEquals(
                new AggregationCall(
                        AggregationFunction.USER,
                        List.of(
                                new Cast(new Column(2, DataType.INT64, true), DataType.FLOAT64, false, true),
                                new Column(3, DataType.FLOAT64, true)),
                        0,
                        Optional.of(0),
                        0,
                        DataType.FLOAT64,
                        Optional.of(WEIGHTED)),
                plan.aggregations().get(0));
        assertEquals(DataType.FLOAT64, plan.features().get(0).field().type());
        assertEquals(true, plan.features().get(0).field().nullable());
    }

    @Test
    void bindsAUsersFunctionInsideAndOutsideOfAggregations() {
        FeaturePlan plan = bind(Bindings.set()
                .feature("f", "joined(mode(joined(kind, 'b')), 'a')")
                .feature("g", "f"));
        assertEquals(
                List.of(new BoundExpression.UserCall(
                        JOINED,
                        List.of(new Column(2, DataType.TEXT, true), new Constant(DataType.TEXT, "b")),
                        DataType.TEXT)),
                plan.aggregations().get(0).arguments());
        assertEquals(
                List.of(new BoundExpression.UserCall(
                        JOINED,
                        List.of(new Column(0, DataType.TEXT, true), new Constant(DataType.TEXT, "a")),
                        DataType.TEXT)),
                plan.steps());
    }

    @Test
    void takesNamesInAUsersAggregationForColumnsOnly() {
        FeaturePlan plan = bind(Bindings.set()
                .feature("price", "weighted(price, weight)")
                .feature("weight", "weighted(weight, price)"));
        assertEquals(2, plan.aggregations().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '`',
            value = {
                "weighted(kind, price) | weighted(kind, price) | weighted takes two numbers, not text, double | -",
                "weighted() | weighted() | weighted takes two numbers, not no argument | -",
                "weighted(price, null) | weighted(price, null) | weighted takes two numbers, not double, null | -",
                "weighted(*) | weighted(*) | weighted takes arguments, not * | -",
                "weighted(distinct price, weight) | weighted(distinct price, weight) | weighted(distinct …) is not part of the feature language | only count takes distinct",
                "sum(weighted(price, weight)) | weighted(price, weight) | aggregation weighted stands inside another aggregation | an aggregation takes event columns: compute with its result outside of it",
                "joined(mode(kind), 1) | joined(mode(kind), 1) | joined takes two texts, not text, bigint | -",
                "weigted(price, weight) | weigted(price, weight) | there is no function weigted | did you mean weighted?",
                "joind('a', 'b') | joind('a', 'b') | there is no function joind | did you mean joined?",
                "weighted(nothing, weight) | nothing | the input has no column nothing | its columns are user_id, ts, kind, units, price, paid, seq, weight",
            })
    void reportsWhatTheyDoNotTake(
            String expression, String marked, String what, @org.jspecify.annotations.Nullable String advice) {
        List<Problem> problems = assertThrows(
                        DefinitionException.class, () -> bind(Bindings.set().feature("f", expression)))
                .problems();
        assertEquals(1, problems.size(), problems.toString());
        Problem.Place.InExpression place =
                (Problem.Place.InExpression) problems.get(0).place();
        assertEquals(what, problems.get(0).what());
        assertEquals(
                marked,
                place.text().substring(place.span().start(), place.span().end()));
        assertEquals(advice == null ? "" : advice, problems.get(0).advice());
    }

    /** The sum of products of two doubles. */
    private static final class Weighted implements SlotAggregation {
        @Override
        public String name() {
            return "weighted";
        }

        @Override
        public Optional<DataType> result(List<DataType> arguments) {
            return arguments.equals(List.of(DataType.FLOAT64, DataType.FLOAT64))
                    ? Optional.of(DataType.FLOAT64)
                    : Optional.empty();
        }

        @Override
        public String takes() {
            return "two numbers";
        }

        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void accumulate(Slots state, long time, Arguments arguments) {
            state.set(0, state.doubleAt(0) + arguments.doubleAt(0) * arguments.doubleAt(1));
        }

        @Override
        public void merge(Slots into, Slots from) {
            into.set(0, into.doubleAt(0) + from.doubleAt(0));
        }

        @Override
        public void finish(Slots state, Result result) {
            result.set(state.doubleAt(0));
        }
    }

    private static final class Joined implements UserFunction {
        @Override
        public String name() {
            return "joined";
        }

        @Override
        public Optional<DataType> result(List<DataType> arguments) {
            return arguments.equals(List.of(DataType.TEXT, DataType.TEXT))
                    ? Optional.of(DataType.TEXT)
                    : Optional.empty();
        }

        @Override
        public String takes() {
            return "two texts";
        }

        @Override
        public void evaluate(Arguments arguments, Result result) {
            result.set(arguments.textAt(0) + arguments.textAt(1));
        }
    }
}
