package io.millrace.engine.arrow;

import io.millrace.core.event.DataType;
import java.util.EnumSet;
import java.util.Set;

/** What a cell may hold beside the record. */
enum Need {
    /** Wide accumulators of sums or products. */
    WIDE,
    /** Blocks or objects in a thread's store. */
    STORE,
    /** Texts. */
    TEXT;

    /** None where the record holds all of it. */
    static Set<Need> of(RecordLayout.Cell cell) {
        return switch (cell.kind()) {
            case COUNT,
                    PRESENCE,
                    LONG_SUM,
                    LONG_MIN,
                    LONG_MAX,
                    DOUBLE_MIN,
                    DOUBLE_MAX,
                    NUMBER_FIRST,
                    NUMBER_LAST,
                    DAY_BITS,
                    SLOTS -> EnumSet.noneOf(Need.class);
            case DOUBLE_SUM, MOMENTS, SLOPE, DECAYED_SUM -> EnumSet.of(WIDE);
            case TEXT_MIN, TEXT_MAX, TEXT_FIRST, TEXT_LAST -> EnumSet.of(TEXT);
            case DAYS, TIMES, VALUES, BUCKET_COUNTS, DISTINCT_SKETCH, OBJECT -> EnumSet.of(STORE);
            case DIFFERENT, VALUE_COUNTS -> holdsText(cell) ? EnumSet.of(STORE, TEXT) : EnumSet.of(STORE);
        };
    }

    private static boolean holdsText(RecordLayout.Cell cell) {
        return cell.call().arguments().stream().anyMatch(argument -> argument.type() == DataType.TEXT);
    }
}
