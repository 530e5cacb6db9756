package io.millrace.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.port.BadRow;
import io.millrace.core.port.CsvDialect;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Every split of every file of the corpora, whole, of 1, 2, 3, 7, 64 and 4096 bytes, has the rows that begin in it. What rows there
 * are, and where, is told by {@link PlainRows}, which knows of no splits. For every file and each of these sizes:
 *
 * <ul>
 *   <li>{@link RowStarts}, asked for the last split first, and so searching the file from its first row on, finds for every split
 *       the first row that begins at or after the split's first byte, or the file's end: with splits of one byte that is asked of
 *       every byte of the file.
 *   <li>Splits are opened and read one after the other, forward: all in which a line begins that is a row, a bad row or empty, and
 *       the last one. Each gives its rows and bad rows, with their lines and offsets, and nothing else. While it is opened it finds
 *       where the next one begins, in its own block. After that the starts of all splits are again those of the plain rows.
 *   <li>Of the splits in which nothing begins, one of {@value #SAMPLE} is opened and read, and gives nothing. All others differ from
 *       it in nothing that the reader looks at: their first row begins, as was compared, at or behind their end, where reading stops
 *       before the first row; and they tell where the next one begins as an opened one does. With the property {@code
 *       millrace.splits.closely} all of them are opened and read.
 * </ul>
 *
 * <p>The same for copies of some of the files, in which delimiters, quotes and line ends were strewn. Other orders of opening, and
 * several threads, are for {@link SplitsTest}: in what they differ is which of the two searches finds a start.
 */
class EverySplitTest {
    private static final int[] SIZES = {1, 2, 3, 7, 64, 4096};
    private static final int SAMPLE = 997;
    private static final int BETWEEN_STREWN = 400;
    private static final Block NO_BYTES = new Block(0);
    private static final boolean CLOSELY = Boolean.getBoolean("millrace.splits.closely");

    @Test
    void ofTheCorporaHasTheRowsThatBeginInIt() throws IOException {
        List<Path> files = Corpora.folders().stream().flatMap(List::stream).toList();
        long checked = files.parallelStream().filter(EverySplitTest::check).count();
        assertEquals(Corpora.WITH_COLUMNS, checked);
    }

    @Test
    void ofBrokenFilesHasTheRowsThatBeginInIt() throws IOException {
        List<Path> files = Corpora.folders().stream()
                .flatMap(folder -> folder.stream().limit(folder.size() / 30 + 1))
                .toList();
        files.parallelStream().forEach(EverySplitTest::checkBroken);
    }

    private static void checkBroken(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            strew(bytes);
            Path broken = Files.createTempFile("broken", ".csv");
            try {
                assertEquals(hasColumns(file), check(Files.write(broken, bytes)));
            } finally {
                Files.delete(broken);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Into what follows the header; what is UTF-8 stays so. */
    private static void strew(byte[] bytes) {
        int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\n') + 1;
        byte[] strewn = {'"', '"', ',', '\n', '\r'};
        Random random = new Random(header);
        for (int at = header; at < bytes.length; at += 1 + random.nextInt(2 * BETWEEN_STREWN)) {
            if (bytes[at] >= 0) {
                bytes[at] = strewn[random.nextInt(strewn.length)];
            }
        }
    }

    /** Whether its header names columns. */
    private static boolean check(Path path) {
        if (!hasColumns(path)) {
            return false;
        }
        try {
            CsvFile file = CsvFile.describe(path, ReadOptions.DEFAULT, 1);
            PlainRows rows = PlainRows.of(
                    Files.readAllBytes(path),
                    (int) file.firstRow(),
                    file.names().size(),
                    CsvDialect.MOST_ROW_BYTES);
            for (int size : SIZES) {
                CsvFile cut = CsvFile.describe(path, ReadOptions.DEFAULT, size);
                try (FileChannel channel = FileChannel.open(path)) {
                    start(cut, cut.starts().splits() - 1, channel);
                    checkStarts(cut, rows, channel);
                }
                checkReading(path, size, rows);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasColumns(Path path) {
        try {
            CsvFile.describe(path, ReadOptions.DEFAULT, 1);
            return true;
        } catch (InputException e) {
            return false;
        }
    }

    private static long start(CsvFile file, int split, FileChannel channel) throws IOException {
        return file.starts()
                .start(split, Syntax.of(file.dialect()), file.names().size(), channel);
    }

    private static void checkStarts(CsvFile file, PlainRows rows, FileChannel channel) throws IOException {
        int begin = 0;
        for (int split = 0; split < file.starts().splits(); split++) {
            long boundary = file.starts().boundary(split);
            begin = skip(rows.begins(), begin, place -> place < boundary);
            long expected = begin < rows.begins().size() ? rows.begins().get(begin) : file.bytes();
            long found = start(file, split, channel);
            if (found != expected) {
                assertEquals(expected, found, "first row of " + file.path() + " from " + boundary + " on");
            }
        }
    }

    private static void checkReading(Path path, int size, PlainRows rows) throws IOException {
        List<BadRow> badRows = new ArrayList<>();
        List<Split> splits = SplitsTest.splits(path, size, CsvDialect.MOST_ROW_BYTES, badRows::add);
        CsvFile file = ((CsvSplit) splits.get(0)).source();
        int last = splits.size() - 1;
        int begin = 0;
        int row = 0;
        int bad = 0;
        try (FileChannel channel = FileChannel.open(path)) {
            for (int split = 0; split <= last; split++) {
                long end = (split + 1L) * size;
                int nextBegin = skip(rows.begins(), begin, place -> place < end);
                if (nextBegin == begin && split < last && !CLOSELY && split % SAMPLE != 0) {
                    findNext(file, split, channel);
                    continue;
                }
                int nextRow = skip(rows.spans(), row, span -> span.from() < end);
                int nextBad = skip(rows.bad(), bad, line -> line.offset() < end);
                String where = path + ", split " + split + " of " + size + " bytes";
                assertEquals(rows.rows().subList(row, nextRow), SplitsTest.read(splits.get(split)), where);
                List<PlainRows.Bad> found =
                        badRows.stream().map(SplitsTest::plain).toList();
                assertEquals(rows.bad().subList(bad, nextBad), found, where);
                badRows.clear();
                begin = nextBegin;
                row = nextRow;
                bad = nextBad;
            }
            assertEquals(rows.begins().size(), begin);
            checkStarts(file, rows, channel);
        }
    }

    /** What is done first when a split is opened; where none of its rows begins in it, its bytes are not looked at. */
    private static void findNext(CsvFile file, int split, FileChannel channel) throws IOException {
        long start = start(file, split, channel);
        file.starts()
                .findNext(split, start, Syntax.of(file.dialect()), file.names().size(), channel, NO_BYTES);
    }

    private static <T> int skip(List<T> all, int from, Predicate<T> isBefore) {
        int at = from;
        while (at < all.size() && isBefore.test(all.get(at))) {
            at++;
        }
        return at;
    }
}
