package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which aggregation takes which type. Without defaults, so that a further function or type does not compile here before
 * it is decided for every pair.
 */
final class AggregationCells {
    /** The decimal type of the standard log. */
    static final DataType DECIMAL = DataType.decimal(9, 2);

    private AggregationCells() {}

    /** One type of every kind. */
    static List<DataType> everyType() {
        return Stream.concat(DataType.simple().stream(), Stream.of(DECIMAL)).toList();
    }

    /** The built-in aggregations. */
    static List<AggregationFunction> builtIn() {
        return Stream.of(AggregationFunction.values())
                .filter(function -> function != AggregationFunction.USER)
                .toList();
    }

    /** The types that an aggregation takes in a plan; none for those without argument. */
    static List<DataType> types(AggregationFunction function) {
        return everyType().stream().filter(type -> takes(function, type)).toList();
    }

    private static boolean takes(AggregationFunction function, DataType type) {
        return switch (function) {
            case COUNT_ROWS, COUNT_DAYS, MAX_GAP, USER -> false;
            case COUNT, COUNT_DISTINCT, APPROX_COUNT_DISTINCT, MIN, MAX, FIRST, LAST, MODE -> true;
            case SUM, AVG ->
                switch (type.kind()) {
                    case INT64, FLOAT64, BOOLEAN, DECIMAL -> true;
                    case TIMESTAMP, TEXT -> false;
                };
            case VAR_SAMP, VAR_POP, QUANTILE, APPROX_QUANTILE, DECAYED_SUM, SLOPE ->
                switch (type.kind()) {
                    case FLOAT64 -> true;
                    case INT64, BOOLEAN, TIMESTAMP, TEXT, DECIMAL -> false;
                };
        };
    }

    /** Parameters that an aggregation is tried with; 0 alone for those that have none. */
    static List<Double> parameters(AggregationFunction function) {
        return switch (function) {
            case QUANTILE, APPROX_QUANTILE -> List.of(0.5, 0.0, 0.25, 0.99, 1.0);
            case DECAYED_SUM -> List.of(7.0 * EngineWindowRules.DAY, 1.0, 36_525.0 * EngineWindowRules.DAY);
            case COUNT_ROWS, COUNT, COUNT_DISTINCT, APPROX_COUNT_DISTINCT, COUNT_DAYS, MAX_GAP -> List.of(0.0);
            case SUM, AVG, MIN, MAX, FIRST, LAST, MODE, VAR_SAMP, VAR_POP, SLOPE, USER -> List.of(0.0);
        };
    }

    /** The column of the standard log that holds this type. */
    static String column(DataType type) {
        return switch (type.kind()) {
            case INT64 -> "units";
            case FLOAT64 -> "amount";
            case BOOLEAN -> "flag";
            case TIMESTAMP -> "seen";
            case TEXT -> "type";
            case DECIMAL -> "price";
        };
    }
}
