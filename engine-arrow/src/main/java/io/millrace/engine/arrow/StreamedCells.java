package io.millrace.engine.arrow;

import io.millrace.core.event.DataType;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells of a record's blocks that hold many values of one entity. They are spilled in order of their values, and
 * merged and finished value by value, so that no entity's values ever have to fit into memory together.
 */
final class StreamedCells {
    private final List<StreamedCell> cells = new ArrayList<>();
    private final int resultBytes;

    /**
     * One of them.
     *
     * @param offset its place in a record
     * @param kind what it holds
     * @param text whether its values are texts
     * @param results the aggregations that come from it
     * @param finished the place of their results in what a finished record has behind its blocks
     */
    record StreamedCell(int offset, CellKind kind, boolean text, List<RecordLayout.Result> results, int finished) {
        /** Whether it matters how often a value occurs. */
        boolean isCounted() {
            return kind == CellKind.VALUES || kind == CellKind.VALUE_COUNTS || kind == CellKind.BUCKET_COUNTS;
        }
    }

    StreamedCells(RecordLayout layout) {
        int end = 0;
        for (int asOf = 0; asOf < layout.blocks(); asOf++) {
            for (RecordLayout.Cell cell : layout.cells()) {
                if (isStreamed(cell.kind())) {
                    List<RecordLayout.Result> results = results(layout, cell);
                    cells.add(new StreamedCell(
                            layout.block(asOf) + cell.offset(), cell.kind(), holdsText(cell), results, end));
                    end += results.size() * Long.BYTES;
                }
            }
        }
        this.resultBytes = end;
    }

    static boolean isStreamed(CellKind kind) {
        return switch (kind) {
            case DAYS, TIMES, VALUES, DIFFERENT, VALUE_COUNTS, BUCKET_COUNTS, DISTINCT_SKETCH -> true;
            default -> false;
        };
    }

    private static boolean holdsText(RecordLayout.Cell cell) {
        return (cell.kind() == CellKind.DIFFERENT || cell.kind() == CellKind.VALUE_COUNTS)
                && cell.call().arguments().get(0).type() == DataType.TEXT;
    }

    private static List<RecordLayout.Result> results(RecordLayout layout, RecordLayout.Cell cell) {
        return layout.results().stream()
                .filter(result -> result.value() == cell.offset() && result.kind() == cell.kind())
                .toList();
    }

    /** The place of a result among those of its cell. */
    static int place(RecordLayout layout, RecordLayout.Result result) {
        int place = 0;
        for (RecordLayout.Result other : layout.results()) {
            if (other.equals(result)) {
                return place;
            }
            place += other.value() == result.value() && other.kind() == result.kind() ? 1 : 0;
        }
        throw new IllegalArgumentException("no result of the layout");
    }

    /** In the order in which they stand in a spill file. */
    List<StreamedCell> cells() {
        return cells;
    }

    /** What all results of a record take. */
    int resultBytes() {
        return resultBytes;
    }
}
