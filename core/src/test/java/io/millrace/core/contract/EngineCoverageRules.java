package io.millrace.core.contract;

import static io.millrace.core.contract.StandardLog.INSIDE;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.port.Aggregation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Coverage by construction: every aggregation with every type, with and without filter, in every kind of window, with
 * and without nulls.
 */
public interface EngineCoverageRules extends EngineSubject {
    /** Which part of the events an aggregation sees. */
    enum Span {
        SET(30, 0),
        SHORT(1, 0),
        LONG(60, 0),
        EARLIER(15, 15);

        private final WindowRange range;

        Span(long days, long offset) {
            this.range = new WindowRange(days * EngineWindowRules.DAY, offset * EngineWindowRules.DAY);
        }

        private static Span of(WindowRange range) {
            return Stream.of(values())
                    .filter(span -> span.range.equals(range))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** One combination that must be compared with the reference. */
    record Cell(
            AggregationFunction function,
            Optional<Aggregation> own,
            List<DataType> arguments,
            boolean filtered,
            Span span,
            boolean nulls) {}

    private static List<Cell> cells(AggregationFunction function) {
        List<Cell> cells = new ArrayList<>();
        if (function == AggregationFunction.USER) {
            for (Aggregation own : OwnExtensions.ALL.aggregations()) {
                addAll(function, Optional.of(own), OwnExtensions.types(own), cells);
            }
            return cells;
        }
        List<DataType> types = AggregationCells.types(function);
        if (types.isEmpty()) {
            addAll(function, Optional.empty(), List.of(), cells);
        }
        types.forEach(type -> addAll(function, Optional.empty(), List.of(type), cells));
        return cells;
    }

    private static void addAll(
            AggregationFunction function, Optional<Aggregation> own, List<DataType> arguments, List<Cell> cells) {
        for (Span span : Span.values()) {
            for (boolean filtered : new boolean[] {false, true}) {
                for (boolean nulls : new boolean[] {false, true}) {
                    cells.add(new Cell(function, own, arguments, filtered, span, nulls));
                }
            }
        }
    }

    @Test
    @DisplayName(
            "ENG-61 every aggregation equals the reference: every type it takes, filtered or not, every window, nulls or not")
    default void equalsTheReferenceInEveryCell() {
        assertAll(Stream.of(AggregationFunction.values())
                .map(function -> (Executable) () -> equalsTheReferenceInEveryCellOf(function)));
    }

    private void equalsTheReferenceInEveryCellOf(AggregationFunction function) {
        Set<Cell> compared = new LinkedHashSet<>();
        for (boolean nulls : new boolean[] {false, true}) {
            PlanBuilder builder = StandardLog.plan();
            cells(function).stream().filter(cell -> cell.nulls() == nulls).forEach(cell -> add(cell, builder));
            FeaturePlan plan = builder.build();
            for (int splitRows : new int[] {Integer.MAX_VALUE, 3}) {
                MemoryEventSource source = StandardLog.source(events(nulls)).inSplits(splitRows);
                var expected = EngineUnderTest.of(new ReferenceEngine()).run(plan, source);
                var actual = EngineUnderTest.of(engine()).withThreads(3).run(plan, source);
                for (int i = 0; i < expected.rows().size(); i++) {
                    assertRowsEqual(plan, expected.rows().get(i), actual.rows().get(i));
                }
                assertEquals(expected.rows().size(), actual.rows().size());
            }
            plan.aggregations().forEach(call -> compared.add(cell(plan, call, nulls)));
        }
        assertEquals(new LinkedHashSet<>(cells(function)), compared);
    }

    private static void assertRowsEqual(
            FeaturePlan plan, List<@Nullable Object> expected, List<@Nullable Object> actual) {
        for (int column = 0; column < expected.size(); column++) {
            String what = plan.matrix().field(column).name() + " of " + expected.get(0);
            assertEquals(expected.get(column), actual.get(column), what);
        }
    }

    private static void add(Cell cell, PlanBuilder plan) {
        List<BoundExpression> arguments = cell.arguments().stream()
                .map(type -> plan.column(AggregationCells.column(type)))
                .toList();
        BoundExpression filter =
                cell.filtered() ? Expressions.equal(plan.column("note"), Expressions.constant("kept")) : null;
        String name = cell.toString();
        if (cell.own().isPresent()) {
            plan.feature(name, plan.aggregate(cell.own().get(), arguments, filter, cell.span().range));
            return;
        }
        BoundExpression argument = arguments.isEmpty() ? null : arguments.get(0);
        for (double parameter : AggregationCells.parameters(cell.function())) {
            plan.feature(
                    name + parameter, plan.aggregate(cell.function(), argument, parameter, filter, cell.span().range));
        }
    }

    private static Cell cell(FeaturePlan plan, AggregationCall call, boolean nulls) {
        return new Cell(
                call.function(),
                call.user(),
                call.arguments().stream().map(BoundExpression::type).toList(),
                call.filter().isPresent(),
                Span.of(plan.windows().get(call.window())),
                nulls);
    }

    /** Entities with many events over two months, with one, with none that passes the filter, with ties in time and value. */
    private static List<@Nullable Object[]> events(boolean nulls) {
        List<@Nullable Object[]> rows = Rows.rows();
        for (int i = 0; i < 60; i++) {
            @Nullable
            Object[] row = Rows.row(
                    i % 3 == 0 ? "dropped" : "kept",
                    i % 2 * 5,
                    StandardLog.WINDOW.end() - 1 - i / 2 * i / 3 * EngineWindowRules.DAY / 9,
                    "type " + i * 7 % 4,
                    (i * 31 % 24 - 12) * 0.1,
                    (i * 13 % 24 - 12) * 7,
                    i % 5 == 0,
                    INSIDE - i * i,
                    (i * 17 % 20) * 25,
                    null);
            if (nulls) {
                row[new int[] {3, 4, 5, 6, 7, 8}[i % 6]] = null;
            }
            rows.add(row);
        }
        long end = StandardLog.WINDOW.end() - 1;
        rows.add(Rows.row("kept", 2, end, "only", -2.5, Long.MIN_VALUE, false, 0L, 1, null));
        rows.add(Rows.row("dropped", 3, INSIDE, "only", 1e16, Long.MAX_VALUE, true, Long.MAX_VALUE, -1, null));
        rows.add(
                nulls
                        ? Rows.row(null, 4, INSIDE, null, null, null, null, null, null, null)
                        : Rows.row("kept", 4, INSIDE, "", -0.0, 0, true, Long.MIN_VALUE, 0, null));
        return rows;
    }
}
