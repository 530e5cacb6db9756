package io.millrace.engine.arrow;

import static io.millrace.core.plan.AggregationFunction.AVG;
import static io.millrace.core.plan.AggregationFunction.COUNT;
import static io.millrace.core.plan.AggregationFunction.COUNT_ROWS;
import static io.millrace.core.plan.AggregationFunction.MAX;
import static io.millrace.core.plan.AggregationFunction.MIN;
import static io.millrace.core.plan.AggregationFunction.SUM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.Expressions;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.contract.Rows;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.port.EventSource;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.RunRequest;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.StreamflowSimulator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.MemoryUtil;
import org.junit.jupiter.api.Test;

class RecordLayoutTest {
    private final PlanBuilder plan = Log.plan();
    private final BoundExpression amount = plan.column("amount");
    private final BoundExpression units = plan.column("units");
    private final BoundExpression buys = Expressions.equal(plan.column("type"), Expressions.constant("buy"));

    private RecordLayout layout() {
        return RecordLayout.of(plan.feature("rows", plan.countRows()).build(), 8, -1);
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

    /** What a user of the built-in set costs, with columns that may be null as with others: two cache lines. */
    @Test
    void needsTwoCacheLinesForStreamflowChurn() {
        StreamflowSimulator simulator = new StreamflowSimulator(SimulatorSettings.of(1, 1, 42));
        assertEquals(128, RecordLayout.of(churn(simulator), 8, 86_000_000).bytes());
        List<Field> nullable = simulator.schema().fields().stream()
                .map(field -> Field.nullable(field.name(), field.type()))
                .toList();
        FeaturePlan open = churn(MemoryEventSource.ofRows(new Schema(nullable), Rows.rows()));
        assertEquals(128, RecordLayout.of(open, 8, 86_000_000).bytes());
        assertEquals(192, RecordLayout.of(open, 8, 1L << 32).bytes());
    }

    private static FeaturePlan churn(EventSource events) {
        return FeaturePipeline.plan(
                RunRequest.of(StreamflowChurn.featureSet(), events, Instant.parse("2024-10-31T00:00:00Z")));
    }

    /** Four bytes tell up to 2^32 - 1 rows. */
    @Test
    void countsInFourBytesWhereTheRowsFit() {
        long most = (1L << 32) - 1;
        assertEquals(CountWidth.NARROW, CountWidth.of(0));
        assertEquals(CountWidth.NARROW, CountWidth.of(most));
        assertEquals(CountWidth.WIDE, CountWidth.of(most + 1));
        assertEquals(CountWidth.WIDE, CountWidth.of(-1));
        for (CountWidth width : CountWidth.values()) {
            try (StateMemory memory = TestState.memory();
                    ArrowBuf cells = memory.allocate(24)) {
                long cell = cells.memoryAddress();
                CountKernel kernel = new CountKernel(0, width);
                width.add(cell, most - 3);
                long[] records = {cell, cell + 8};
                kernel.update(new ColumnVector[0], new long[2], new int[] {0, 1}, records, 2);
                width.add(cell + 8, 1);
                kernel.merge(cell, cell + 8);
                assertEquals(most, width.read(cell));
                assertEquals(0, MemoryUtil.getLong(cell + 16));
                assertEquals(width == CountWidth.NARROW ? 0 : most >>> 32, MemoryUtil.getInt(cell + 4));
            }
        }
    }

    @Test
    void givesExtremesEightBytesAndOneForPresence() {
        plan.aggregate(MIN, units);
        plan.aggregate(MAX, units);
        RecordLayout layout = layout();
        assertEquals(8 + 8 + 8 + 8 + 8, layout.bytes());
        assertEquals(
                List.of(CellKind.LONG_MIN, CellKind.LONG_MAX, CellKind.COUNT, CellKind.PRESENCE),
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
        assertEquals(
                2,
                layout.cells().stream()
                        .filter(cell -> cell.kind() == CellKind.DOUBLE_SUM)
                        .count());
        int end = 0;
        for (RecordLayout.Cell cell : layout.cells()) {
            assertEquals(end, cell.offset(), "cells follow each other");
            assertTrue(cell.bytes() < 8 || cell.offset() % 8 == 0, cell + " is aligned");
            end += cell.bytes();
        }
        assertEquals((end + 7) / 8 * 8, layout.blockBytes());
        assertEquals(8 + layout.blockBytes(), layout.bytes());
    }

    @Test
    void givesEveryAsOfTimeABlock() {
        plan.asOf(List.of(1L, 2L, 3L));
        plan.aggregate(MAX, units);
        RecordLayout layout =
                RecordLayout.of(plan.feature("rows", plan.countRows()).build(), 16, -1);
        assertEquals(16 + 3 * layout.blockBytes(), layout.bytes());
        assertEquals(
                List.of(16, 16 + layout.blockBytes(), 16 + 2 * layout.blockBytes()),
                List.of(layout.block(0), layout.block(1), layout.block(2)));
        List<String> made = new ArrayList<>();
        layout.kernels((cell, asOf) -> {
            made.add(cell.kind() + " " + asOf);
            return new CountKernel(0, CountWidth.WIDE);
        });
        assertEquals(
                List.of(
                        "LONG_MAX 0",
                        "COUNT 0",
                        "PRESENCE 0",
                        "LONG_MAX 1",
                        "COUNT 1",
                        "PRESENCE 1",
                        "LONG_MAX 2",
                        "COUNT 2",
                        "PRESENCE 2"),
                made);
    }

    /** Who has used events in the set's window is told by a count where there is one, and needs nothing where all have. */
    @Test
    void notesPresenceWhereItIsOpenAndNotCounted() {
        WindowRange longer = new WindowRange(2_000_000, 0);
        RecordLayout.Lane used = new RecordLayout.Lane(0, Optional.empty(), List.of());
        plan.aggregate(COUNT_ROWS, null, 0, buys, new WindowRange(1_000_000, 0));
        assertEquals(1, RecordLayout.of(plan.build(), 8, -1).cells().size());
        plan.aggregate(COUNT_ROWS, null, 0, null, longer);
        List<RecordLayout.Cell> cells = RecordLayout.of(plan.build(), 8, -1).cells();
        assertEquals(3, cells.size());
        assertEquals(CellKind.PRESENCE, cells.get(2).kind());
        assertEquals(used, cells.get(2).lane());
        assertEquals(16, cells.get(2).offset());
        plan.countRows();
        assertEquals(
                List.of(CellKind.COUNT, CellKind.COUNT, CellKind.COUNT),
                RecordLayout.of(plan.build(), 8, -1).cells().stream()
                        .map(RecordLayout.Cell::kind)
                        .toList());
    }
}
