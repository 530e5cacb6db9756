package io.millrace.engine.arrow;

import io.millrace.core.plan.FeaturePlan;

/** Variable state of one entity where no data was seen. */
final class UsualNeeds {
    /** The values that an entity's list is taken to have. */
    static final int VALUES = 32;

    private static final int TEXT = 40;

    private UsualNeeds() {}

    static long bytes(FeaturePlan plan, RecordLayout layout) {
        long block = layout.cells().stream().mapToLong(UsualNeeds::bytes).sum();
        return plan.asOfTimes().size() * block;
    }

    private static long bytes(RecordLayout.Cell cell) {
        return switch (cell.kind()) {
            case DOUBLE_SUM -> WideSums.BYTES;
            case MOMENTS, SLOPE -> WideSums.BYTES + WideProducts.BYTES;
            case DECAYED_SUM -> WideProducts.BYTES;
            case TEXT_MIN, TEXT_MAX, TEXT_FIRST, TEXT_LAST -> SharedTexts.ENTRY_BYTES + TEXT;
            case VALUES -> 2 * LongList.bytesFor(VALUES);
            case DAYS, TIMES, DISTINCT_SKETCH -> 2 * LongList.bytesForDifferent(VALUES);
            case DIFFERENT -> 2 * LongList.bytesForDifferent(VALUES) + texts(cell);
            case VALUE_COUNTS -> 2 * LongCounts.bytesFor(VALUES) + texts(cell);
            case BUCKET_COUNTS -> 2 * LongCounts.bytesFor(VALUES);
            case OBJECT -> VALUES * Long.BYTES + ObjectStates.PLACE_BYTES;
            default -> 0;
        };
    }

    private static long texts(RecordLayout.Cell cell) {
        return Need.of(cell).contains(Need.TEXT) ? VALUES * (SharedTexts.ENTRY_BYTES + TEXT) : 0;
    }
}
