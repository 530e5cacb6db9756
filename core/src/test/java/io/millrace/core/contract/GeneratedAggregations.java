package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.Window;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.port.Aggregation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Aggregations of every function and of one's own, over generated arguments, filters and windows. */
final class GeneratedAggregations {
    private static final long DAY = Window.MICROS_PER_DAY;

    private final GeneratedExpressions expressions;

    /**
     * @param expressions over the event columns
     */
    GeneratedAggregations(GeneratedExpressions expressions) {
        this.expressions = expressions;
    }

    /** An aggregation before it stands in a plan. */
    record Draft(
            AggregationFunction function,
            Optional<Aggregation> own,
            List<BoundExpression> arguments,
            double parameter,
            @Nullable BoundExpression filter,
            WindowRange window) {
        BoundExpression in(PlanBuilder plan) {
            return own.isPresent()
                    ? plan.aggregate(own.get(), arguments, filter, window)
                    : plan.aggregate(
                            function, arguments.isEmpty() ? null : arguments.get(0), parameter, filter, window);
        }
    }

    Arbitrary<Draft> all() {
        return Arbitraries.oneOf(builtIn(), builtIn(), builtIn(), builtIn(), own());
    }

    private Arbitrary<Draft> builtIn() {
        return Arbitraries.of(AggregationCells.builtIn()).flatMap(function -> {
            List<DataType> types = AggregationCells.types(function);
            Arbitrary<List<BoundExpression>> arguments = types.isEmpty()
                    ? Arbitraries.just(List.of())
                    : Arbitraries.of(types).flatMap(this::argument).map(List::of);
            return Combinators.combine(
                            arguments, Arbitraries.of(AggregationCells.parameters(function)), filters(), windows())
                    .as((given, parameter, filter, window) ->
                            new Draft(function, Optional.empty(), given, parameter, filter, window));
        });
    }

    private Arbitrary<Draft> own() {
        return Arbitraries.of(OwnExtensions.ALL.aggregations())
                .flatMap(own -> Combinators.combine(arguments(own), filters(), windows())
                        .as((given, filter, window) ->
                                new Draft(AggregationFunction.USER, Optional.of(own), given, 0, filter, window)));
    }

    private Arbitrary<List<BoundExpression>> arguments(Aggregation own) {
        List<Arbitrary<BoundExpression>> arguments = new ArrayList<>();
        OwnExtensions.types(own).forEach(type -> arguments.add(argument(type)));
        return Combinators.combine(arguments).as(given -> given);
    }

    private Arbitrary<BoundExpression> argument(DataType type) {
        return Arbitraries.oneOf(expressions.of(type, 0), expressions.of(type, 2));
    }

    private Arbitrary<@Nullable BoundExpression> filters() {
        return expressions.of(DataType.BOOLEAN, 2).injectNull(0.4);
    }

    /** Mostly the set's. */
    private static Arbitrary<WindowRange> windows() {
        WindowRange set = new WindowRange(StandardLog.WINDOW.length(), 0);
        return Arbitraries.of(
                set,
                set,
                set,
                new WindowRange(7 * DAY, 0),
                new WindowRange(60 * DAY, 0),
                new WindowRange(15 * DAY, 15 * DAY),
                new WindowRange(1, 0),
                new WindowRange(10 * DAY, 45 * DAY));
    }
}
