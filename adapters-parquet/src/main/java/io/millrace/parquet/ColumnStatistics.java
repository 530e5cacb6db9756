package io.millrace.parquet;

import io.millrace.core.port.InputFile;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.jspecify.annotations.Nullable;

/**
 * A column's statistics over all row groups of a file, as far as they can be trusted: the current minimum and maximum
 * fields, never the deprecated ones, and only with a declared order; text only where it is said to be exact.
 */
final class ColumnStatistics {
    private final StoredType type;
    private long nulls;
    private boolean nullsKnown = true;
    private boolean rangeKnown;
    private @Nullable Object min;
    private @Nullable Object max;

    private ColumnStatistics(StoredType type, boolean rangeKnown) {
        this.type = type;
        this.rangeKnown = rangeKnown;
    }

    static InputFile.Statistics of(FileMetaData metaData, StoredColumn column) {
        boolean ordered = column.storedType() != StoredType.INT96
                && metaData.getColumn_ordersSize() > column.leaf()
                && metaData.getColumn_orders().get(column.leaf()).isSetTYPE_ORDER();
        ColumnStatistics statistics = new ColumnStatistics(column.storedType(), ordered);
        for (RowGroup group : metaData.getRow_groups()) {
            statistics.add(
                    group.getColumns().get(column.leaf()).getMeta_data(), group.getNum_rows(), column.nullable());
        }
        return statistics.result();
    }

    private void add(ColumnMetaData chunk, long rows, boolean nullable) {
        Statistics statistics = chunk.getStatistics();
        if (rows == 0) {
            return;
        }
        if (!nullable) {
            addRange(statistics);
        } else if (statistics == null || !statistics.isSetNull_count() || !fits(statistics.getNull_count(), rows)) {
            nullsKnown = false;
            addRange(statistics);
        } else {
            nulls += statistics.getNull_count();
            if (statistics.getNull_count() < rows) {
                addRange(statistics);
            }
        }
    }

    private static boolean fits(long nulls, long rows) {
        return nulls >= 0 && nulls <= rows;
    }

    private void addRange(@Nullable Statistics statistics) {
        if (!rangeKnown) {
            return;
        }
        Object low = null;
        Object high = null;
        if (statistics != null && statistics.isSetMin_value() && statistics.isSetMax_value() && isExact(statistics)) {
            low = StatisticsValue.decode(type, statistics.getMin_value());
            high = StatisticsValue.decode(type, statistics.getMax_value());
        }
        if (low == null || high == null || StatisticsValue.compare(low, high) > 0) {
            rangeKnown = false;
            return;
        }
        min = min == null || StatisticsValue.compare(low, min) < 0 ? low : min;
        max = max == null || StatisticsValue.compare(high, max) > 0 ? high : max;
    }

    /** Numbers are never shortened; of text only the file can say that it was not. */
    private boolean isExact(Statistics statistics) {
        boolean said = statistics.isSetIs_min_value_exact() && statistics.isSetIs_max_value_exact();
        if (!said) {
            return type != StoredType.TEXT;
        }
        return statistics.isIs_min_value_exact() && statistics.isIs_max_value_exact();
    }

    private InputFile.Statistics result() {
        return new InputFile.Statistics(
                nullsKnown ? OptionalLong.of(nulls) : OptionalLong.empty(),
                rangeKnown ? Optional.ofNullable(min) : Optional.empty(),
                rangeKnown ? Optional.ofNullable(max) : Optional.empty());
    }
}
