package io.millrace.core.matrix;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.Field;
import io.millrace.core.event.TextVector;
import io.millrace.core.sketch.ValueHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Profiles texts; smallest and largest by their UTF-8 bytes. An entry of a distinct dictionary is looked at once. */
final class TextProfiler extends ColumnProfiler {
    private final BitSet seen = new BitSet();
    private long dictionaryId;
    private byte @Nullable [] min;
    private byte @Nullable [] max;

    TextProfiler(Field field) {
        super(field);
    }

    @Override
    void addValues(ColumnVector vector, int count) {
        TextVector texts = (TextVector) vector;
        Dictionary dictionary = texts.dictionary();
        if (dictionary.id() != dictionaryId) {
            seen.clear();
            dictionaryId = dictionary.id();
        }
        for (int row = 0; row < count; row++) {
            if (texts.isNull(row)) {
                addNull();
                continue;
            }
            int code = texts.code(row);
            if (!seen.get(code)) {
                seen.set(code);
                addEntry(dictionary.bytes(), dictionary.offset(code), dictionary.length(code));
            }
        }
    }

    private void addEntry(byte[] bytes, int from, int length) {
        addDistinct(ValueHash.of(bytes, from, length));
        addExtremes(bytes, from, length);
    }

    private void addExtremes(byte[] bytes, int from, int length) {
        int end = from + length;
        if (min == null || Arrays.compareUnsigned(bytes, from, end, min, 0, min.length) < 0) {
            min = Arrays.copyOfRange(bytes, from, end);
        }
        if (max == null || Arrays.compareUnsigned(bytes, from, end, max, 0, max.length) > 0) {
            max = Arrays.copyOfRange(bytes, from, end);
        }
    }

    @Override
    void mergeValues(ColumnProfiler other) {
        TextProfiler that = (TextProfiler) other;
        if (that.min != null) {
            addExtremes(that.min, 0, that.min.length);
        }
        if (that.max != null) {
            addExtremes(that.max, 0, that.max.length);
        }
    }

    @Override
    Optional<Object> min() {
        return Optional.ofNullable(min).map(TextProfiler::text);
    }

    @Override
    Optional<Object> max() {
        return Optional.ofNullable(max).map(TextProfiler::text);
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
