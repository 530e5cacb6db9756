package io.millrace.parquet;

import io.millrace.core.port.Split;
import java.util.Optional;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * What the values of a column range over in a row group, where the footer's statistics can be trusted: no null, both ends
 * exact, and an order that is the values' own. INT96 has none.
 */
final class SplitRange {
    private SplitRange() {}

    static Optional<Split.Range> of(ParquetFooter footer, RowGroup group, StoredColumn column) {
        if (!isOrdered(column.storedType()) || group.getNum_rows() == 0) {
            return Optional.empty();
        }
        ColumnMetaData chunk = group.getColumns().get(column.leaf()).getMeta_data();
        Statistics statistics = chunk.getStatistics();
        if (statistics == null || column.nullable() && !isWithoutNulls(statistics)) {
            return Optional.empty();
        }
        boolean typeOrder = footer.metaData().getColumn_ordersSize() > column.leaf()
                && footer.metaData().getColumn_orders().get(column.leaf()).isSetTYPE_ORDER();
        if (typeOrder && statistics.isSetMin_value() && statistics.isSetMax_value()) {
            return isExact(statistics)
                    ? range(column.storedType(), statistics.getMin_value(), statistics.getMax_value())
                    : Optional.empty();
        }
        // The older fields were compared as signed numbers, whatever the type: right for all types but one.
        return statistics.isSetMin() && statistics.isSetMax() && column.storedType() != StoredType.UNSIGNED
                ? range(column.storedType(), statistics.getMin(), statistics.getMax())
                : Optional.empty();
    }

    private static boolean isOrdered(StoredType type) {
        return switch (type) {
            case INTEGER, UNSIGNED, DATE, MILLIS, MICROS, NANOS, DECIMAL_INTEGER -> true;
            case BOOLEAN, FLOAT, DOUBLE, INT96, TEXT, UUID, DECIMAL_BYTES, ALWAYS_NULL, UNREADABLE -> false;
        };
    }

    private static boolean isWithoutNulls(Statistics statistics) {
        return statistics.isSetNull_count() && statistics.getNull_count() == 0;
    }

    private static boolean isExact(Statistics statistics) {
        return !(statistics.isSetIs_min_value_exact() && !statistics.isIs_min_value_exact())
                && !(statistics.isSetIs_max_value_exact() && !statistics.isIs_max_value_exact());
    }

    private static Optional<Split.Range> range(StoredType type, byte[] smallest, byte[] largest) {
        @Nullable Object from = StatisticsValue.decode(type, smallest);
        @Nullable Object to = StatisticsValue.decode(type, largest);
        return from instanceof Long first && to instanceof Long last && first <= last
                ? Optional.of(new Split.Range(first, last))
                : Optional.empty();
    }
}
