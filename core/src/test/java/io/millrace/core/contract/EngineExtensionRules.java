package io.millrace.core.contract;

import static io.millrace.core.contract.Expressions.call;
import static io.millrace.core.contract.Rows.matrix;
import static io.millrace.core.contract.Rows.row;
import static io.millrace.core.contract.Rows.rows;
import static io.millrace.core.contract.StandardLog.INSIDE;
import static io.millrace.core.contract.StandardLog.WINDOW;
import static io.millrace.core.contract.StandardLog.event;
import static io.millrace.core.contract.StandardLog.source;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.plan.WindowRange;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules on aggregations and functions that users bring. */
public interface EngineExtensionRules extends EngineSubject {
    private static FeaturePlan aggregations() {
        PlanBuilder plan = StandardLog.plan();
        WindowRange window = new WindowRange(WINDOW.length(), 0);
        BoundExpression flag = plan.column("flag");
        BoundExpression units = plan.column("units");
        return plan.feature("events", plan.countRows())
                .feature("spread", plan.aggregate(OwnExtensions.SPREAD, List.of(plan.column("amount")), null, window))
                .feature("span", plan.aggregate(OwnExtensions.SPAN, List.of(units), null, window))
                .feature("flagged", plan.aggregate(OwnExtensions.SPAN, List.of(units), flag, window))
                .feature("words", plan.aggregate(OwnExtensions.WORDS, List.of(plan.column("type")), null, window))
                .feature("pairs", plan.aggregate(OwnExtensions.PAIRS, List.of(flag, units), null, window))
                .build();
    }

    @Test
    @DisplayName(
            "ENG-78 a user's aggregation sees the events without null arguments, in any split the same; none give null")
    default void runsUsersAggregations() {
        List<@Nullable Object[]> events = rows(
                event(1, INSIDE + 1, "b", 2.5, 7, true),
                event(1, INSIDE + 2, "", -1.5, 7, false),
                event(1, INSIDE + 6, "b", null, -3, true),
                event(1, INSIDE + 9, null, 0.5, null, true),
                event(1, INSIDE + 3, "é|", Double.NaN, 7, true),
                event(2, INSIDE, null, 1.0, null, null),
                event(3, INSIDE, "one", -0.0, 0, false),
                event(3, WINDOW.end(), "late", 9.0, 9, true));
        for (int seed = 0; seed < 6; seed++) {
            var outcome = EngineUnderTest.of(engine())
                    .withThreads(3)
                    .run(aggregations(), source(events).inSplits(1 + seed));
            assertEquals(
                    matrix(
                            row(1, 5, 4.0, -5, -5, "|b|é|", 3),
                            row(2, 1, null, null, null, null, null),
                            row(3, 1, null, 0, null, "one", 1)),
                    outcome.rows());
            Collections.shuffle(events, new Random(seed));
        }
        var none = EngineUnderTest.of(engine())
                .withRoster(DataType.INT64, List.of(8L))
                .run(aggregations(), source(events));
        assertEquals(matrix(row(8, 0, null, null, null, null, null)), none.rows());
    }

    @Test
    @DisplayName("ENG-78 a NaN or infinite result of a user's aggregation is null, and counted")
    default void takesUsersNonFiniteResultsForNull() {
        var outcome = EngineUnderTest.of(engine())
                .run(
                        aggregations(),
                        source(rows(
                                event(1, INSIDE, null, Double.MAX_VALUE, null, null),
                                event(1, INSIDE, null, -Double.MAX_VALUE, null, null))));
        assertEquals(matrix(row(1, 2, null, null, null, null, null)), outcome.rows());
        assertEquals(1, outcome.report().nonFinite());
    }

    @Test
    @DisplayName(
            "ENG-79 a user's function gives null for null, unless it takes nulls, in arguments, filters and features")
    default void callsUsersFunctions() {
        PlanBuilder plan = StandardLog.plan();
        BoundExpression type = plan.column("type");
        BoundExpression note = plan.column("place");
        BoundExpression digits = call(OwnExtensions.DIGITS, type);
        BoundExpression either = call(OwnExtensions.EITHER, type, note);
        BoundExpression longest = plan.aggregate(AggregationFunction.MAX, either);
        FeaturePlan features = plan.feature("digits", plan.aggregate(AggregationFunction.SUM, digits))
                .feature("with", plan.countRows(call(ScalarFunction.IS_NULL, digits)))
                .feature("either", longest)
                .feature("again", call(OwnExtensions.DIGITS, longest))
                .build();
        var outcome = EngineUnderTest.of(engine())
                .withThreads(2)
                .run(
                        features,
                        source(rows(
                                        StandardLog.placed(event(1, INSIDE, "a1b22", null, null, null), "p4"),
                                        event(1, INSIDE, "zz", null, null, null),
                                        event(1),
                                        StandardLog.placed(event(2), "42"),
                                        event(3)))
                                .inSplits(2));
        assertEquals(
                matrix(row(1, 3, 2, "zz", null), row(2, null, 1, "42", 2), row(3, null, 1, null, null)),
                outcome.rows());
    }
}
