package io.millrace.parquet;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.Field;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Statistics;

/**
 * Collects one column of a row group: values are staged for a page, a full page is encoded and compressed into memory.
 *
 * <p>Where pages end depends on the rows alone, never on how they were cut into batches. A writer begins with a
 * dictionary, and goes over to plain values for the rest of the row group when that does not pay.
 */
abstract class ColumnWriter {
    /** The most rows of a page. */
    static final int PAGE_ROWS = 20_480;
    /** A page that holds so many bytes, as plain values, is full. */
    static final int PAGE_BYTES = 1 << 20;

    private final Field field;
    private final PageWriter pageWriter;
    private final Validity validity = new Validity(PAGE_ROWS);
    private final Bytes dataPages = new Bytes(1 << 12);
    private final Bytes dictionaryPage = new Bytes(1 << 8);
    private int plainPages;
    private int dictionaryPages;
    private long uncompressedBytes;
    private long rows;
    private long nulls;

    ColumnWriter(Field field, PageWriter pageWriter) {
        this.field = field;
        this.pageWriter = pageWriter;
    }

    static ColumnWriter of(Field field, PageWriter pageWriter) {
        return switch (field.type().kind()) {
            case INT64, TIMESTAMP, DECIMAL -> new LongColumnWriter(field, pageWriter);
            case FLOAT64 -> new DoubleColumnWriter(field, pageWriter);
            case BOOLEAN -> new BooleanColumnWriter(field, pageWriter);
            case TEXT -> new TextColumnWriter(field, pageWriter);
        };
    }

    /**
     * Stages values of rows that are not null.
     *
     * @return the row after the last one staged: {@code to}, or less where the page is full before
     */
    abstract int stage(ColumnVector vector, int from, int to);

    /** Whether the staged values fill a page, however few they are. */
    abstract boolean isPageFull();

    /** Encodes the staged values, forgets them, and tells how they were encoded. */
    abstract Encoding encodeStaged(Bytes out, boolean mayDropDictionary);

    /** Writes the dictionary's entries as plain values and returns their number. */
    abstract int encodeDictionary(Bytes out);

    /** Adds what is known of the row group's non-null values. */
    abstract void describe(Statistics statistics);

    /** Forgets dictionary and statistics. */
    abstract void startRowGroup();

    final void write(ColumnVector vector, int from, int to) {
        long[] nullBits = vector.nullBits();
        int row = from;
        while (row < to) {
            int end = Math.min(to, row + PAGE_ROWS - validity.rows());
            if (nullBits != null) {
                int firstNull = nextBit(nullBits, row, end, 0);
                if (firstNull == row) {
                    end = nextBit(nullBits, row, end, -1L);
                    skip(end - row);
                    row = end;
                    continue;
                }
                end = firstNull;
            }
            int staged = stage(vector, row, end);
            validity.addValues(staged - row);
            row = staged;
            finishPageIfFull();
        }
    }

    private void skip(int count) {
        if (!field.nullable()) {
            throw new IllegalStateException("a null in the column " + field.name() + ", which allows none");
        }
        validity.addNulls(count);
        finishPageIfFull();
    }

    /** The first row from {@code from} whose bit, inverted by the mask, is set; {@code to} where there is none. */
    private static int nextBit(long[] bits, int from, int to, long mask) {
        int row = from;
        while (row < to) {
            long word = (bits[row >>> 6] ^ mask) >>> row;
            if (word != 0) {
                return Math.min(to, row + Long.numberOfTrailingZeros(word));
            }
            row = (row | 63) + 1;
        }
        return to;
    }

    private void finishPageIfFull() {
        if (validity.rows() == PAGE_ROWS || isPageFull()) {
            finishPage();
        }
    }

    private void finishPage() {
        Bytes page = pageWriter.page();
        if (field.nullable()) {
            validity.encode(page);
        }
        Encoding encoding = encodeStaged(page, dictionaryPages == 0);
        uncompressedBytes += pageWriter.data(dataPages, validity.rows(), encoding);
        if (encoding == Encoding.RLE_DICTIONARY) {
            dictionaryPages++;
        } else {
            plainPages++;
        }
        rows += validity.rows();
        nulls += validity.nulls();
        validity.clear();
    }

    /** The bytes of finished pages that are held in memory. */
    final long bufferedBytes() {
        return dataPages.size();
    }

    /** Ends the row group: all rows are in pages, and the dictionary is one. */
    final void finishRowGroup() {
        if (validity.rows() > 0) {
            finishPage();
        }
        if (dictionaryPages > 0) {
            int entries = encodeDictionary(pageWriter.page());
            uncompressedBytes += pageWriter.dictionary(dictionaryPage, entries);
        }
    }

    Bytes dictionaryPage() {
        return dictionaryPage;
    }

    Bytes dataPages() {
        return dataPages;
    }

    /** The finished row group's description, for pages that stand in the file from the offset on. */
    final ColumnMetaData describe(long offset) {
        List<Encoding> encodings = new ArrayList<>(List.of(Encoding.PLAIN, Encoding.RLE));
        List<PageEncodingStats> pages = new ArrayList<>();
        if (dictionaryPages > 0) {
            encodings.add(Encoding.RLE_DICTIONARY);
            pages.add(new PageEncodingStats(PageType.DICTIONARY_PAGE, Encoding.PLAIN, 1));
            pages.add(new PageEncodingStats(PageType.DATA_PAGE, Encoding.RLE_DICTIONARY, dictionaryPages));
        }
        if (plainPages > 0) {
            pages.add(new PageEncodingStats(PageType.DATA_PAGE, Encoding.PLAIN, plainPages));
        }
        Statistics statistics = new Statistics().setNull_count(nulls);
        describe(statistics);
        ColumnMetaData metaData = new ColumnMetaData(
                        FileSchema.physicalType(field.type()),
                        encodings,
                        List.of(field.name()),
                        CompressionCodec.SNAPPY,
                        rows,
                        uncompressedBytes,
                        dictionaryPage.size() + (long) dataPages.size(),
                        offset + dictionaryPage.size())
                .setStatistics(statistics)
                .setEncoding_stats(pages);
        if (dictionaryPages > 0) {
            metaData.setDictionary_page_offset(offset);
        }
        return metaData;
    }

    /** Forgets the finished row group. */
    final void clear() {
        dataPages.clear();
        dictionaryPage.clear();
        plainPages = 0;
        dictionaryPages = 0;
        uncompressedBytes = 0;
        rows = 0;
        nulls = 0;
        startRowGroup();
    }
}
