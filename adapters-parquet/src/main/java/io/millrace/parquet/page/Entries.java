package io.millrace.parquet.page;

import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.TextVector;
import java.util.Arrays;

/**
 * The entries that the codes of a text column mean. Those of a row group's dictionary keep their codes. Values that stand
 * in pages themselves are encoded as long as they are seen to repeat, which is not expected where a writer gave up its
 * dictionary; else each row has an entry of its own, in a dictionary that is valid for one batch and not distinct.
 *
 * <p>A batch has one dictionary: where pages of both kinds meet in it, the entries of its other rows are copied into the one by
 * rows, each of them once.
 */
final class Entries {
    private static final int FEW = 1024;
    private static final int MOST_BYTES = 1 << 30;
    /** About what an entry takes besides its bytes: its offset and its places in the table, with room to grow. */
    private static final int ENTRY_BYTES = 72;

    private final Allowance allowance;
    private final Dictionary ofRows = new Dictionary(false);
    private DictionaryEncoder distinct = new DictionaryEncoder();
    /** The codes of the row group's dictionary where its entries are not distinct. */
    private int[] meanings = new int[0];

    private boolean translated;
    private boolean hasDictionary;
    private int size;
    private boolean repeating = true;
    private boolean byRow;
    private boolean encoded;
    private int sizeBefore;
    /** Where an entry of the row group's dictionary is among those by rows, plus 1; 0 where it is not. */
    private int[] placed = new int[0];
    // The bytes that were taken for texts in pages.
    private long rowBytes;
    private long distinctBytes;

    Entries(Allowance allowance) {
        this.allowance = allowance;
    }

    /** Starts a row group. */
    void start() {
        hasDictionary = false;
        size = 0;
    }

    void dictionary(BinaryValues values, int count) {
        distinct = new DictionaryEncoder();
        hasDictionary = true;
        size = count;
        translated = false;
        distinctBytes = 0;
        for (int i = 0; i < count; i++) {
            values.next();
            allowance.checkCell(values.length);
            int before = distinct.dictionary().size();
            int code = distinct.encode(values.bytes, values.offset, values.length);
            if (code == before) {
                allowance.take(ENTRY_BYTES + 2L * values.length);
            }
            if (code != i && !translated) {
                translated = true;
                allowance.take((long) Integer.BYTES * count);
                meanings = new int[count];
                Arrays.setAll(meanings, place -> place);
            }
            if (translated) {
                meanings[i] = code;
            }
        }
    }

    int dictionarySize() {
        return size;
    }

    void startBatch() {
        byRow = false;
        encoded = false;
        if (ofRows.size() > 0) {
            ofRows.clear();
        }
        if (!hasDictionary) {
            distinct.startBatch();
        }
        sizeBefore = distinct.dictionary().size();
    }

    /** The dictionary that the batch's codes are of. */
    Dictionary endBatch(int rows) {
        int added = distinct.dictionary().size() - sizeBefore;
        if (encoded && added > FEW && added > rows / 4) {
            repeating = false;
        }
        return byRow ? ofRows : distinct.dictionary();
    }

    /** Codes of the row group's dictionary become those of the batch's. */
    void translate(int[] codes, int at, int count) {
        if (translated) {
            for (int i = at; i < at + count; i++) {
                codes[i] = meanings[codes[i]];
            }
        }
        if (byRow) {
            Dictionary entries = distinct.dictionary();
            for (int i = at; i < at + count; i++) {
                codes[i] = place(entries, codes[i]);
            }
        }
    }

    /** Has the rows before {@code at} fit to the values of the page that follow. */
    void prepareForValues(TextVector vector, int at) {
        if (byRow || repeating && !hasDictionary) {
            return;
        }
        byRow = true;
        if (!hasDictionary) {
            return;
        }
        startPlacing();
        Dictionary entries = distinct.dictionary();
        int[] codes = vector.codes();
        for (int row = 0; row < at; row++) {
            if (!vector.isNull(row)) {
                codes[row] = place(entries, codes[row]);
            }
        }
    }

    private void startPlacing() {
        int entries = distinct.dictionary().size();
        if (placed.length < entries) {
            allowance.take((long) Integer.BYTES * entries);
            placed = new int[entries];
        } else {
            Arrays.fill(placed, 0, entries, 0);
        }
    }

    private int place(Dictionary entries, int code) {
        if (placed[code] == 0) {
            placed[code] = append(entries.bytes(), entries.offset(code), entries.length(code)) + 1;
        }
        return placed[code] - 1;
    }

    /** Takes values of a page. */
    void encode(BinaryValues values, int[] codes, int at, int count) {
        encoded |= !byRow;
        for (int i = at; i < at + count; i++) {
            values.next();
            allowance.checkCell(values.length);
            codes[i] = byRow
                    ? append(values.bytes, values.offset, values.length)
                    : encode(values.bytes, values.offset, values.length);
        }
    }

    private int encode(byte[] source, int from, int length) {
        distinctBytes = taken(distinctBytes, distinct.dictionary(), length);
        return distinct.encode(source, from, length);
    }

    /** What is taken for a dictionary that may get so many bytes more. */
    private long taken(long before, Dictionary dictionary, int length) {
        long needed = (long) dictionary.byteCount() + length;
        if (needed <= before) {
            return before;
        }
        if (needed > MOST_BYTES) {
            throw new Allowance.Excess("the texts of one batch have more than " + MOST_BYTES
                    + " bytes; fewer --batch-rows make it smaller");
        }
        // Doubled arrays, and what is dropped on the way to them.
        allowance.take(2 * (2 * needed - before));
        return 2 * needed;
    }

    /** Rows with the value of the one before share its entry. */
    private int append(byte[] source, int from, int length) {
        int last = ofRows.size() - 1;
        if (last >= 0 && ofRows.length(last) == length) {
            int offset = ofRows.offset(last);
            if (Arrays.equals(ofRows.bytes(), offset, offset + length, source, from, from + length)) {
                return last;
            }
        }
        rowBytes = taken(rowBytes, ofRows, length);
        return ofRows.append(source, from, length);
    }
}
