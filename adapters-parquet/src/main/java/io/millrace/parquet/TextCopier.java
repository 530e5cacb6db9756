package io.millrace.parquet;

import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.TextVector;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.Types.MinorType;
import org.jspecify.annotations.Nullable;

/** Text: bytes become codes, which keep their meaning from batch to batch while the dictionary stays small. */
final class TextCopier implements VectorCopier {
    /** Bytes are taken out of native memory in pieces of about this size. */
    private static final int PIECE = 1 << 18;

    private static final int LONGEST = Integer.MAX_VALUE - 64;

    private final TextVector target;
    private final DictionaryProvider dictionaries;
    private final DictionaryEncoder encoder = new DictionaryEncoder();
    private final ShortTexts shortTexts = new ShortTexts();
    private byte[] piece = new byte[PIECE + ShortTexts.MOST_BYTES];

    TextCopier(TextVector target, DictionaryProvider dictionaries) {
        this.target = target;
        this.dictionaries = dictionaries;
        target.dictionary(encoder.dictionary());
    }

    @Override
    public void copy(FieldVector source, int from, int rows) {
        encoder.startBatch();
        shortTexts.startBatch(encoder.dictionary().id(), encoder.dictionary().size());
        NullCopier.copy(source, from, rows, target);
        if (rows == 0) {
            return;
        }
        if (source.getField().getDictionary() != null) {
            categories(source, from, rows);
        } else if (source.getMinorType() == MinorType.FIXEDSIZEBINARY) {
            uuids(source, from, rows);
        } else {
            strings(source, from, rows, target.codes(), target);
        }
    }

    /** Strings that come as indexes into a vector of their own, as pandas writes its categories. */
    private void categories(FieldVector source, int from, int rows) {
        FieldVector entries =
                dictionaries.lookup(source.getField().getDictionary().getId()).getVector();
        int[] entryCodes = new int[entries.getValueCount()];
        strings(entries, 0, entryCodes.length, entryCodes, null);
        BaseIntVector indexes = (BaseIntVector) source;
        for (int row = 0; row < rows; row++) {
            if (!target.isNull(row)) {
                int index = (int) indexes.getValueAsLong(from + row);
                target.set(row, entryCodes[index]);
                if (entries.isNull(index)) {
                    target.setNull(row);
                }
            }
        }
    }

    private static boolean hasWideOffsets(FieldVector source) {
        return switch (source.getMinorType()) {
            case VARCHAR, VARBINARY -> false;
            case LARGEVARCHAR, LARGEVARBINARY -> true;
            default -> throw new ValueProblem(0, "its values come as " + source.getMinorType());
        };
    }

    private void strings(FieldVector source, int from, int rows, int[] codes, @Nullable TextVector nulls) {
        boolean wide = hasWideOffsets(source);
        long data = source.getDataBufferAddress();
        long offsets = source.getOffsetBufferAddress();
        int row = 0;
        while (row < rows) {
            long start = offset(offsets, from + row, wide);
            int end = row + 1;
            while (end < rows && offset(offsets, from + end + 1, wide) - start <= PIECE) {
                end++;
            }
            load(data + start, offset(offsets, from + end, wide) - start, row);
            long position = start;
            for (; row < end; row++) {
                long next = offset(offsets, from + row + 1, wide);
                if (nulls == null || !nulls.isNull(row)) {
                    codes[row] = code((int) (position - start), (int) (next - position));
                }
                position = next;
            }
        }
    }

    private int code(int from, int length) {
        if (length > ShortTexts.MOST_BYTES) {
            return encoder.encode(piece, from, length);
        }
        int code = shortTexts.find(piece, from, length);
        if (code < 0) {
            code = encoder.encode(piece, from, length);
            shortTexts.remember(code);
        }
        return code;
    }

    private static long offset(long offsets, int index, boolean wide) {
        return wide ? MemoryUtil.getLong(offsets + 8L * index) : MemoryUtil.getInt(offsets + 4L * index);
    }

    private void load(long address, long length, int row) {
        if (length > piece.length - ShortTexts.MOST_BYTES) {
            if (length > LONGEST) {
                throw new ValueProblem(row, "a text of " + length + " bytes is too long");
            }
            piece = new byte[(int) length + ShortTexts.MOST_BYTES];
        }
        if (length > 0) {
            MemoryUtil.copyFromMemory(address, piece, 0, length);
        }
    }

    private void uuids(FieldVector source, int from, int rows) {
        long data = source.getDataBufferAddress();
        byte[] stored = new byte[UuidText.BYTES];
        for (int i = 0; i < rows; i++) {
            if (!target.isNull(i)) {
                MemoryUtil.copyFromMemory(data + (long) UuidText.BYTES * (from + i), stored, 0, UuidText.BYTES);
                byte[] text = UuidText.utf8(stored);
                target.set(i, encoder.encode(text, 0, text.length));
            }
        }
    }
}
