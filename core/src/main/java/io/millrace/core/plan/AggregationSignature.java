package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An aggregation that can be called by name: the types it takes, and the type of the result for each. A further
 * aggregation is a further line of {@link #ALL}, and its {@link AggregationFunction}.
 *
 * @param star whether it can be called with {@code *}
 */
record AggregationSignature(
        String name, AggregationFunction function, boolean star, Map<DataType, DataType> resultByArgument) {
    AggregationSignature {
        resultByArgument = Map.copyOf(resultByArgument);
    }

    private static final Map<DataType, DataType> SAME = Map.of(
            DataType.INT64, DataType.INT64,
            DataType.FLOAT64, DataType.FLOAT64,
            DataType.TIMESTAMP, DataType.TIMESTAMP,
            DataType.BOOLEAN, DataType.BOOLEAN);

    static final List<AggregationSignature> ALL = List.of(
            new AggregationSignature(
                    "count",
                    AggregationFunction.COUNT,
                    true,
                    Map.of(
                            DataType.INT64, DataType.INT64,
                            DataType.FLOAT64, DataType.INT64,
                            DataType.BOOLEAN, DataType.INT64,
                            DataType.TIMESTAMP, DataType.INT64,
                            DataType.TEXT, DataType.INT64)),
            new AggregationSignature(
                    "sum",
                    AggregationFunction.SUM,
                    false,
                    Map.of(
                            DataType.INT64, DataType.INT64,
                            DataType.FLOAT64, DataType.FLOAT64,
                            DataType.BOOLEAN, DataType.INT64)),
            new AggregationSignature(
                    "avg",
                    AggregationFunction.AVG,
                    false,
                    Map.of(
                            DataType.INT64, DataType.FLOAT64,
                            DataType.FLOAT64, DataType.FLOAT64,
                            DataType.BOOLEAN, DataType.FLOAT64)),
            new AggregationSignature("min", AggregationFunction.MIN, false, SAME),
            new AggregationSignature("max", AggregationFunction.MAX, false, SAME));

    static Optional<AggregationSignature> named(String name) {
        return ALL.stream().filter(signature -> signature.name.equals(name)).findFirst();
    }

    Optional<DataType> result(DataType argument) {
        return Optional.ofNullable(resultByArgument.get(argument));
    }

    /** The types of the argument in words: "bigint, double or boolean". */
    String takes() {
        List<String> types =
                resultByArgument.keySet().stream().sorted().map(DataType::sql).toList();
        return types.stream().limit(types.size() - 1L).collect(Collectors.joining(", ")) + " or "
                + types.get(types.size() - 1);
    }
}
