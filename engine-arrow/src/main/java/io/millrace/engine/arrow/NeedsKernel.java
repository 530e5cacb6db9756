package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.TextVector;
import io.millrace.core.port.ObjectAggregation;
import io.millrace.core.sketch.ValueHash;

/** In place of a cell that has variable state: counts what it needs. What stands for records is hashes. */
final class NeedsKernel extends Kernel {
    private final RecordLayout.Cell cell;
    private final long asOf;
    private final long salt;
    private final VariableNeeds needs;
    private final ValueWords hashes = new ValueWords(ValueWords.Form.HASH);
    private final ValueWords buckets = new ValueWords(ValueWords.Form.BUCKET);
    private final ColumnVector[] columns;
    private final RowArguments row;
    private long[] textHashes = new long[0];

    /**
     * @param asOf the as-of time of the block, in microseconds
     * @param number different for every cell of every block
     */
    NeedsKernel(RecordLayout.Cell cell, long asOf, int number, VariableNeeds needs) {
        super(0);
        this.cell = cell;
        this.asOf = asOf;
        this.salt = ValueHash.of((long) number);
        this.needs = needs;
        this.columns = new ColumnVector[cell.call().arguments().size()];
        this.row = new RowArguments(columns);
    }

    @Override
    void update(ColumnVector[] arguments, long[] times, int[] rows, long[] entities, int count) {
        switch (cell.kind()) {
            case DOUBLE_SUM, MOMENTS, SLOPE, DECAYED_SUM -> wides(arguments, times, rows, entities, count);
            case TEXT_MIN, TEXT_MAX, TEXT_FIRST, TEXT_LAST -> texts(arguments[0], rows, count);
            case DAYS, TIMES -> times(times, rows, entities, count);
            case VALUES -> needs.addListed(count);
            case DIFFERENT -> words(VariableNeeds.Thing.DIFFERENT, hashes, arguments[0], rows, entities, count);
            case VALUE_COUNTS -> words(VariableNeeds.Thing.COUNTED, hashes, arguments[0], rows, entities, count);
            case BUCKET_COUNTS -> words(VariableNeeds.Thing.COUNTED, buckets, arguments[0], rows, entities, count);
            case DISTINCT_SKETCH -> sketches(arguments[0], rows, entities, count);
            case OBJECT -> objects(arguments, times, rows, entities, count);
            default -> throw new IllegalStateException(cell.kind() + " has no variable state");
        }
    }

    private long hash(long entity) {
        return ValueHash.of(entity ^ salt);
    }

    private void wides(ColumnVector[] arguments, long[] times, int[] rows, long[] entities, int count) {
        double[] numbers = ((DoubleVector) arguments[0]).values();
        for (int i = 0; i < count; i++) {
            double number = numbers[rows[i]];
            long entity = hash(entities[rows[i]]);
            if (cell.kind() != CellKind.DECAYED_SUM && DoubleSum.mayLeaveWindow(number)) {
                needs.add(VariableNeeds.Thing.WIDE_SUM, entity);
            }
            if (cell.kind() != CellKind.DOUBLE_SUM && productMayLeaveWindow(number, times[rows[i]])) {
                needs.add(VariableNeeds.Thing.WIDE_PRODUCT, entity);
            }
        }
    }

    private boolean productMayLeaveWindow(double number, long time) {
        return switch (cell.kind()) {
            case MOMENTS -> ProductSum.OF_NUMBERS.mayLeaveWindow(number, number);
            case SLOPE -> ProductSum.OF_NUMBERS.mayLeaveWindow(number, time);
            default -> {
                double weight = DecayedSumKernel.weight(asOf, time, cell.call().parameter());
                yield ProductSum.OF_WEIGHTED.mayLeaveWindow(number, weight);
            }
        };
    }

    /** All texts, though extremes keep few of them. */
    private void texts(ColumnVector values, int[] rows, int count) {
        if (values instanceof TextVector) {
            if (textHashes.length < values.capacity()) {
                textHashes = new long[values.capacity()];
            }
            needs.texts().add(values, rows, count, textHashes);
        }
    }

    private void times(long[] times, int[] rows, long[] entities, int count) {
        for (int i = 0; i < count; i++) {
            long time = times[rows[i]];
            long word = cell.kind() == CellKind.DAYS ? DayBitsKernel.day(time) : time;
            needs.add(VariableNeeds.Thing.DIFFERENT, hash(entities[rows[i]]), word);
        }
    }

    private void words(
            VariableNeeds.Thing thing, ValueWords form, ColumnVector values, int[] rows, long[] entities, int count) {
        texts(values, rows, count);
        long[] words = form.of(values, rows, count);
        for (int i = 0; i < count; i++) {
            needs.add(thing, hash(entities[rows[i]]), words[rows[i]]);
        }
    }

    private void sketches(ColumnVector values, int[] rows, long[] entities, int count) {
        long[] words = hashes.of(values, rows, count);
        for (int i = 0; i < count; i++) {
            long entity = hash(entities[rows[i]]);
            needs.add(VariableNeeds.Thing.SKETCH, entity);
            needs.add(VariableNeeds.Thing.HASH, entity, words[rows[i]]);
        }
    }

    // The engine hands an aggregation's own states to it, and nothing else.
    @SuppressWarnings("unchecked")
    private void objects(ColumnVector[] arguments, long[] times, int[] rows, long[] entities, int count) {
        System.arraycopy(arguments, 0, columns, 0, columns.length);
        var aggregation = (ObjectAggregation<Object>) cell.call().user().orElseThrow();
        for (int i = 0; i < count; i++) {
            row.row(rows[i]);
            needs.objects().accumulate(hash(entities[rows[i]]), aggregation, times[rows[i]], row);
        }
    }

    @Override
    void merge(long into, long from) {
        throw new IllegalStateException("needs are of no record");
    }
}
