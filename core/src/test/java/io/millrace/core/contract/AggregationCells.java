package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import java.util.Arrays;
import java.util.List;

/**
 * Which aggregation takes which type. Without defaults, so that a further function or type does not compile here before
 * it is decided for every pair.
 */
final class AggregationCells {
    private AggregationCells() {}

    /** The types an aggregation takes; none for {@code count(*)}. */
    static List<DataType> types(AggregationFunction function) {
        return Arrays.stream(DataType.values())
                .filter(type -> takes(function, type))
                .toList();
    }

    private static boolean takes(AggregationFunction function, DataType type) {
        return switch (function) {
            case COUNT_ROWS -> false;
            case COUNT -> true;
            case SUM, AVG ->
                switch (type) {
                    case INT64, FLOAT64, BOOLEAN -> true;
                    case TIMESTAMP, TEXT -> false;
                };
            case MIN, MAX ->
                switch (type) {
                    case INT64, FLOAT64, BOOLEAN, TIMESTAMP -> true;
                    case TEXT -> false;
                };
        };
    }

    /** The column of the standard log that holds this type. */
    static String column(DataType type) {
        return switch (type) {
            case INT64 -> "units";
            case FLOAT64 -> "amount";
            case BOOLEAN -> "flag";
            case TIMESTAMP -> "seen";
            case TEXT -> "type";
        };
    }
}
