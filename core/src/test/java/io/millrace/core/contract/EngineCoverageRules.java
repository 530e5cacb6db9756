package io.millrace.core.contract;

import static io.millrace.core.contract.StandardLog.INSIDE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Coverage by construction: every aggregation with every type, with and without filter, with and without nulls. */
public interface EngineCoverageRules extends EngineSubject {
    /** One combination that must be compared with the reference. */
    record Cell(AggregationFunction function, Optional<DataType> argument, boolean filtered, boolean nulls) {}

    private static Set<Cell> allCells() {
        Set<Cell> cells = new LinkedHashSet<>();
        for (AggregationFunction function : AggregationFunction.values()) {
            List<Optional<DataType>> arguments = new ArrayList<>();
            AggregationCells.types(function).forEach(type -> arguments.add(Optional.of(type)));
            if (arguments.isEmpty()) {
                arguments.add(Optional.empty());
            }
            for (Optional<DataType> argument : arguments) {
                for (int variant = 0; variant < 4; variant++) {
                    cells.add(new Cell(function, argument, (variant & 1) != 0, (variant & 2) != 0));
                }
            }
        }
        return cells;
    }

    @Test
    @DisplayName(
            "ENG-61 every aggregation equals the reference with every type it takes, filtered or not, nulls or not")
    default void equalsTheReferenceInEveryCell() {
        Set<Cell> compared = new LinkedHashSet<>();
        for (boolean nulls : new boolean[] {false, true}) {
            List<@Nullable Object[]> rows = events(nulls);
            PlanBuilder builder = StandardLog.plan();
            for (Cell cell : allCells()) {
                if (cell.nulls() == nulls) {
                    add(cell, builder);
                }
            }
            FeaturePlan plan = builder.build();
            for (int splitRows : new int[] {Integer.MAX_VALUE, 3}) {
                MemoryEventSource source = StandardLog.source(rows).inSplits(splitRows);
                var expected = EngineUnderTest.of(new ReferenceEngine()).run(plan, source);
                var actual = EngineUnderTest.of(engine()).withThreads(3).run(plan, source);
                assertEquals(expected.rows(), actual.rows());
            }
            plan.aggregations().forEach(call -> compared.add(cell(call, nulls)));
        }
        assertEquals(allCells(), new LinkedHashSet<>(compared));
    }

    private static void add(Cell cell, PlanBuilder builder) {
        BoundExpression argument = cell.argument()
                .map(type -> builder.column(AggregationCells.column(type)))
                .orElse(null);
        BoundExpression filter =
                cell.filtered() ? Expressions.equal(builder.column("note"), Expressions.constant("kept")) : null;
        builder.feature(cell.toString(), builder.aggregate(cell.function(), argument, filter));
    }

    private static Cell cell(AggregationCall call, boolean nulls) {
        return new Cell(
                call.function(),
                call.argument().map(BoundExpression::type),
                call.filter().isPresent(),
                nulls);
    }

    /** Three entities: one with many events, one with one, one whose events never pass the filter. */
    private static List<@Nullable Object[]> events(boolean nulls) {
        List<@Nullable Object[]> rows = Rows.rows();
        for (int i = 0; i < 24; i++) {
            @Nullable
            Object[] row = Rows.row(
                    i % 3 == 0 ? "dropped" : "kept",
                    1,
                    INSIDE + i,
                    "type " + i % 4,
                    (i - 12) * 0.1,
                    (i - 12) * 7,
                    i % 5 == 0,
                    INSIDE - i * i);
            if (nulls) {
                row[3 + i % 5] = null;
            }
            rows.add(row);
        }
        rows.add(Rows.row("kept", 2, INSIDE, "only", -2.5, Long.MIN_VALUE, false, 0L));
        rows.add(Rows.row("dropped", 3, INSIDE, "only", 1e16, Long.MAX_VALUE, true, Long.MAX_VALUE));
        rows.add(
                nulls
                        ? Rows.row(null, 4, INSIDE, null, null, null, null, null)
                        : Rows.row("kept", 4, INSIDE, "", -0.0, 0, true, Long.MIN_VALUE));
        return rows;
    }
}
