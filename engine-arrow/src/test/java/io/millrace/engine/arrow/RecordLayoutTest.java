package io.millrace.engine.arrow;

import static io.millrace.core.plan.AggregationFunction.AVG;
import static io.millrace.core.plan.AggregationFunction.COUNT;
import static io.millrace.core.plan.AggregationFunction.MAX;
import static io.millrace.core.plan.AggregationFunction.MIN;
import static io.millrace.core.plan.AggregationFunction.SUM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.Expressions;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.plan.BoundExpression;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordLayoutTest {
    private final PlanBuilder plan = Log.plan();
    private final BoundExpression amount = plan.column("amount");
    private final BoundExpression units = plan.column("units");
    private final BoundExpression buys = Expressions.equal(plan.column("type"), Expressions.constant("buy"));

    private RecordLayout layout() {
        return RecordLayout.of(plan.feature("rows", plan.countRows()).build(), 8);
    }

    @Test
    void givesCountsEightBytesAndSharesThem() {
        plan.aggregate(COUNT, plan.column("user"));
        plan.aggregate(COUNT, plan.column("at"));
        plan.aggregate(COUNT, units);
        plan.aggregate(AVG, units);
        plan.aggregate(SUM, units);
        RecordLayout layout = layout();
        // key; rows; non-null units; the sum of units. The counts of key and time are that of rows.
        assertEquals(8 + 8 + 8 + 16, layout.bytes());
        assertEquals(3, layout.cells().size());
    }

    @Test
    void givesExtremesEightBytesAndOneForPresence() {
        plan.aggregate(MIN, units);
        plan.aggregate(MAX, units);
        RecordLayout layout = layout();
        assertEquals(8 + 8 + 8 + 8 + 8, layout.bytes());
        assertEquals(
                List.of(CellKind.COUNT, CellKind.LONG_MIN, CellKind.LONG_MAX, CellKind.PRESENCE),
                layout.cells().stream().map(RecordLayout.Cell::kind).toList());
    }

    @Test
    void takesACountForPresenceWhereThereIsOne() {
        plan.aggregate(MAX, plan.column("at"));
        plan.aggregate(MAX, plan.column("at"), buys);
        plan.countRows(buys);
        plan.aggregate(SUM, amount);
        plan.aggregate(COUNT, amount);
        RecordLayout layout = layout();
        assertTrue(layout.cells().stream().noneMatch(cell -> cell.kind() == CellKind.PRESENCE));
        assertEquals(8 + 8 + 8 + 8 + 8 + 8 + DoubleSum.BYTES, layout.bytes());
    }

    @Test
    void keepsCellsOfDifferentFiltersApartAndAligned() {
        plan.aggregate(SUM, amount);
        plan.aggregate(SUM, amount, buys);
        plan.aggregate(MIN, units, buys);
        RecordLayout layout = layout();
        assertEquals(2, layout.doubleSums());
        int end = 8;
        for (RecordLayout.Cell cell : layout.cells()) {
            assertEquals(end, cell.offset(), "cells follow each other");
            assertTrue(cell.kind().bytes() < 8 || cell.offset() % 8 == 0, cell + " is aligned");
            end += cell.kind().bytes();
        }
        assertEquals((end + 7) / 8 * 8, layout.bytes());
    }
}
