package io.millrace.core.diff;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.TextVector;
import io.millrace.core.sketch.ValueHash;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Compares texts by their bytes. In the sample they are hashes, which take the same memory however long a text is. */
final class TextComparison extends ColumnComparison {
    private final long[] sample;
    private final boolean[] sampledNull;
    private TextBins bins = new TextBins(new long[0]);

    TextComparison(String name, Side a, Side b, int sampleRows) {
        super(name, a, b);
        this.sample = new long[sampleRows];
        this.sampledNull = new boolean[sampleRows];
    }

    @Override
    void sample(int place, ColumnBatch batch, int row, Side side) {
        sampledNull[place] = isNull(batch, row, side);
        sample[place] = sampledNull[place] ? 0 : hash(batch.texts(side.column()), row);
    }

    @Override
    int makeBins(int rows) {
        bins = new TextBins(IntStream.range(0, rows)
                .filter(place -> !sampledNull[place])
                .mapToLong(place -> sample[place])
                .toArray());
        return bins.size();
    }

    @Override
    int bin(ColumnBatch batch, int row, Side side) {
        return isNull(batch, row, side) ? -1 : bins.of(hash(batch.texts(side.column()), row));
    }

    private static long hash(TextVector texts, int row) {
        Dictionary entries = texts.dictionary();
        int code = texts.code(row);
        return ValueHash.of(entries.bytes(), entries.offset(code), entries.length(code));
    }

    @Override
    boolean isNull(ColumnBatch batch, int row, Side side) {
        return batch.column(side.column()).isNull(row);
    }

    @Override
    boolean differ(
            ColumnBatch first, int firstRow, Side a, ColumnBatch second, int secondRow, Side b, Supplier<String> key) {
        TextVector left = first.texts(a.column());
        TextVector right = second.texts(b.column());
        return !Arrays.equals(
                left.dictionary().bytes(),
                from(left, firstRow),
                to(left, firstRow),
                right.dictionary().bytes(),
                from(right, secondRow),
                to(right, secondRow));
    }

    private static int from(TextVector texts, int row) {
        return texts.dictionary().offset(texts.code(row));
    }

    private static int to(TextVector texts, int row) {
        return from(texts, row) + texts.dictionary().length(texts.code(row));
    }

    @Override
    FeatureDifference result() {
        return result(OptionalDouble.empty(), Optional.empty(), OptionalDouble.empty());
    }
}
