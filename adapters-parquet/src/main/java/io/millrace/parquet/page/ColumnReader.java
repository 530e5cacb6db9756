package io.millrace.parquet.page;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import io.millrace.parquet.StoredType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/**
 * Fills a vector from the pages of a column, one row group after the other. Its buffers are used again for the next row
 * group.
 */
abstract class ColumnReader {
    /** Rows that are decoded at once, so that what stands between two steps stays in the nearest cache. */
    static final int PIECE = 4096;

    private final ColumnVector vector;
    private final PageStream pages;
    private final Levels levels = new Levels();
    private final Allowance allowance;
    private @Nullable PageColumn column;
    private int pageLeft;
    private boolean hasDictionary;
    private boolean hasValues;

    ColumnReader(ColumnVector vector, Allowance allowance) {
        this.vector = vector;
        this.allowance = allowance;
        this.pages = new PageStream(allowance);
    }

    static ColumnReader into(ColumnVector vector, Allowance allowance) {
        if (vector instanceof LongVector longs) {
            return new LongColumn(longs, allowance);
        }
        if (vector instanceof DoubleVector doubles) {
            return new DoubleColumn(doubles, allowance);
        }
        return new TextColumn((TextVector) vector, allowance);
    }

    /** Starts to read a row group. */
    final void start(FileChannel channel, PageColumn newColumn, long fileBytes) {
        column = newColumn;
        pageLeft = 0;
        hasDictionary = false;
        hasValues = false;
        pages.start(channel, newColumn, fileBytes);
        start(newColumn);
    }

    abstract void start(PageColumn newColumn);

    final PageColumn column() {
        PageColumn now = column;
        if (now == null) {
            throw new IllegalStateException("no row group was started");
        }
        return now;
    }

    final Allowance allowance() {
        return allowance;
    }

    /** Where it is, for messages about damage. */
    final String place() {
        return "page " + pages.number() + " at byte " + pages.place();
    }

    final long bytesRead() {
        return pages.bytesRead();
    }

    /**
     * Fills the first rows of the vector, in which nothing is null.
     *
     * @throws Damage where a page is not as it says
     * @throws ValueProblem where a value is none of the column's type; its index is the row's
     */
    final void read(int rows) throws IOException {
        startBatch();
        if (column().stored() == StoredType.ALWAYS_NULL) {
            vector.setNullRange(0, rows);
            return;
        }
        int at = 0;
        while (at < rows) {
            while (pageLeft == 0) {
                nextPage();
            }
            int now = Math.min(Math.min(pageLeft, PIECE), rows - at);
            int present = levels.read(vector, at, now);
            try {
                values(at, now, present);
            } catch (ValueProblem e) {
                throw new ValueProblem(row(at, e.index()), String.valueOf(e.getMessage()));
            }
            pageLeft -= now;
            at += now;
        }
        endBatch(rows);
    }

    void startBatch() {}

    void endBatch(int rows) {}

    /**
     * How many of so many rows to read next, so that no batch has texts without bound; goes on to the next page where the last
     * is used up.
     */
    final int advise(int rows) throws IOException {
        if (column().stored() == StoredType.ALWAYS_NULL || !hasOwnTexts()) {
            return rows;
        }
        while (pageLeft == 0) {
            nextPage();
        }
        int bytesPerValue = (pages.to() - pages.from()) / Math.max(1, pages.header().values);
        return (int) Math.max(1L, Math.min(rows, allowance.batchTextBytes() / Math.max(1L, bytesPerValue)));
    }

    /** Whether the values of a page become entries of the batch's dictionary. */
    boolean hasOwnTexts() {
        return false;
    }

    /**
     * Checks that a row group's last page ended with its last row.
     *
     * @throws Damage where it did not
     */
    final void checkEnd() {
        if (pageLeft > 0) {
            throw new Damage("it has " + pageLeft + " values more than the row group has rows");
        }
    }

    private int row(int at, int index) {
        int row = at;
        int left = index;
        while (vector.isNull(row) || left-- > 0) {
            row++;
        }
        return row;
    }

    private void nextPage() throws IOException {
        pages.next();
        PageHeader header = pages.header();
        Encoding encoding = Encoding.findByValue(header.encoding);
        if (header.type == PageHeader.DICTIONARY) {
            startDictionary(header, encoding);
            return;
        }
        if (encoding == null) {
            throw new Damage("its encoding " + header.encoding + " is unknown");
        }
        if (Decoders.isDictionary(encoding) && !hasDictionary) {
            throw new Damage("its values are codes, and there is no dictionary before it");
        }
        hasValues = true;
        startPage(encoding, pages.bytes(), startLevels(header), pages.to());
        pageLeft = header.values;
    }

    private void startDictionary(PageHeader header, @Nullable Encoding encoding) {
        if (hasDictionary) {
            throw new Damage("it is the second dictionary of its column");
        }
        if (hasValues) {
            throw new Damage("it is a dictionary behind values of its column");
        }
        if (encoding != Encoding.PLAIN && encoding != Encoding.PLAIN_DICTIONARY) {
            throw new Damage("its dictionary is encoded with " + encoding);
        }
        if (column().physical() == Type.BOOLEAN) {
            throw new Damage("booleans have no dictionary");
        }
        if ((long) header.values * Decoders.fewestBytes(column()) > pages.to() - pages.from()) {
            throw new Damage("its dictionary tells of " + header.values + " entries in " + (pages.to() - pages.from())
                    + " bytes");
        }
        hasDictionary = true;
        dictionary(pages.bytes(), pages.from(), pages.to(), header.values);
    }

    /** Starts the levels of the page and returns where its values begin. */
    private int startLevels(PageHeader header) {
        int from = pages.from();
        levels.startAllPresent();
        if (!column().nullable()) {
            return from;
        }
        if (header.type == PageHeader.DATA_V2) {
            levels.start(pages.bytes(), pages.levelsFrom(), pages.levelsTo());
            return from;
        }
        if (header.levelEncoding != Encoding.RLE.getValue()) {
            throw new Damage("its definition levels are not encoded with RLE");
        }
        int length = pages.to() - from < Integer.BYTES ? -1 : LittleEndian.int32(pages.bytes(), from);
        if (length < 0 || length > pages.to() - from - Integer.BYTES) {
            throw new Damage("its definition levels go beyond its end");
        }
        levels.start(pages.bytes(), from + Integer.BYTES, from + Integer.BYTES + length);
        return from + Integer.BYTES + length;
    }

    /** Takes the dictionary of the row group. */
    abstract void dictionary(byte[] bytes, int from, int to, int entries);

    /** Starts with the values of a page. */
    abstract void startPage(Encoding encoding, byte[] bytes, int from, int to);

    /**
     * Decodes the values of the next rows; what is null is marked already.
     *
     * @param present how many of them have a value
     */
    abstract void values(int at, int rows, int present);
}
