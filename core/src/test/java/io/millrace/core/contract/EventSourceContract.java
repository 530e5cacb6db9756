package io.millrace.core.contract;

import static io.millrace.core.contract.Rows.row;
import static io.millrace.core.contract.Rows.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.RowPlace;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every source of rows keeps, whatever its format. */
public interface EventSourceContract {
    /** The largest integer of 18 digits. */
    long NINES = 999_999_999_999_999_999L;

    /** A column of every type, with and without nulls. */
    Schema SCHEMA = Schema.of(
            Field.required("id", DataType.INT64),
            Field.nullable("user", DataType.TEXT),
            Field.nullable("at", DataType.TIMESTAMP),
            Field.nullable("amount", DataType.FLOAT64),
            Field.nullable("flag", DataType.BOOLEAN),
            Field.nullable("units", DataType.INT64),
            Field.nullable("price", DataType.decimal(7, 2)),
            Field.nullable("weight", DataType.decimal(18, 4)));

    /**
     * Writes the files in the format, by means of which the source under test knows nothing, and opens them in this
     * order. Names of {@link InputFile} and {@link Split#file} end with the file's name, and may add a folder before and
     * an ending after it.
     */
    EventSource open(List<MemoryFile> files);

    /** Whether the format can hold NaN and infinities. */
    default boolean holdsNonFinite() {
        return true;
    }

    /** Whether a file tells the types of its columns, so that a column of another type can be noticed. */
    default boolean knowsTypes() {
        return true;
    }

    private static MemoryFile file(String name, int count, int first) {
        List<@Nullable Object[]> rows = rows();
        for (int i = first; i < first + count; i++) {
            rows.add(row(
                    i,
                    i % 7 == 0 ? null : "user " + i % 11,
                    i % 5 == 0 ? null : (Object) (1_727_740_800_000_000L + i * 1_000_001L),
                    i % 3 == 0 ? null : (Object) (i / 8.0),
                    i % 4 == 0 ? null : (Object) (i % 2 == 0),
                    i % 6 == 0 ? null : (Object) (i * 1_000_000_007L),
                    i % 8 == 0 ? null : (Object) (i * 101L - 20_000),
                    i % 9 == 0 ? null : (Object) (i * 100_000_000_003L - 7)));
        }
        return new MemoryFile(name, SCHEMA, rows);
    }

    private static List<List<@Nullable Object>> read(Split split, int batchRows) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (BatchReader reader = split.open(batchRows)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                assertTrue(batch.rowCount() <= batchRows, batch.rowCount() + " rows, asked for " + batchRows);
                for (int i = 0; i < batch.rowCount(); i++) {
                    rows.add(Rows.list(Boxed.row(batch, i)));
                }
            }
        }
        return rows;
    }

    private static List<List<@Nullable Object>> read(EventSource source, Schema reads, int batchRows) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        source.splits(reads).forEach(split -> rows.addAll(read(split, batchRows)));
        return rows;
    }

    private static List<List<@Nullable Object>> expected(MemoryFile file) {
        return file.rows().stream().map(Rows::list).toList();
    }

    @Test
    @DisplayName("SRC-1 files stand in the order given, with their columns; the schema holds the columns of all")
    default void describesFiles() {
        EventSource source = open(List.of(file("second", 30, 0), file("first", 20, 30)));
        assertEquals(2, source.files().size());
        assertTrue(
                source.files().get(0).name().contains("second"),
                source.files().get(0).name());
        assertTrue(
                source.files().get(1).name().contains("first"),
                source.files().get(1).name());
        assertEquals(SCHEMA.names(), source.schema().names());
        for (InputFile file : source.files()) {
            assertEquals(
                    SCHEMA.names(),
                    file.columns().stream().map(InputFile.FileColumn::name).toList());
            assertTrue(file.rowGroups() >= 1, "at least one part");
        }
        source.files().get(0).rows().ifPresent(count -> assertEquals(30, count));
        source.files().get(1).rows().ifPresent(count -> assertEquals(20, count));
        if (knowsTypes()) {
            assertEquals(
                    SCHEMA.fields().stream().map(Field::type).toList(),
                    source.schema().fields().stream().map(Field::type).toList());
        }
        assertFalse(source.format().isEmpty(), "a format has a name");
    }

    @Test
    @DisplayName("SRC-2 the splits deliver every row once, each under its own file")
    default void deliversEveryRowOnce() {
        List<MemoryFile> files = List.of(file("second", 5000, 0), file("none", 0, 0), file("first", 1, 5000));
        EventSource source = open(files);
        Map<String, Set<List<@Nullable Object>>> byFile = new LinkedHashMap<>();
        long count = 0;
        for (Split split : source.splits(SCHEMA)) {
            List<List<@Nullable Object>> rows = read(split, 1000);
            assertTrue(split.rows() < 0 || split.rows() == rows.size(), "rows that are told are right");
            assertTrue(split.bytes() >= 0, "bytes are not negative");
            byFile.computeIfAbsent(split.file(), name -> new HashSet<>()).addAll(rows);
            count += rows.size();
        }
        assertEquals(5001, count);
        for (int i = 0; i < files.size(); i++) {
            Set<List<@Nullable Object>> rows =
                    byFile.getOrDefault(source.files().get(i).name(), Set.of());
            assertEquals(new HashSet<>(expected(files.get(i))), rows);
        }
    }

    @Test
    @DisplayName("SRC-3 columns come as asked for: these, in this order, with these types")
    default void deliversColumnsAsAsked() {
        Schema reads = SCHEMA.select(List.of("units", "user", "id"));
        EventSource source = open(List.of(file("events", 50, 0)));
        for (Split split : source.splits(reads)) {
            try (BatchReader reader = split.open(10)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    assertEquals(reads.names(), batch.schema().names());
                    for (int column = 0; column < reads.size(); column++) {
                        assertEquals(
                                reads.field(column).type(),
                                batch.schema().field(column).type());
                    }
                }
            }
        }
        List<List<@Nullable Object>> expected = new ArrayList<>();
        file("events", 50, 0).rows().forEach(row -> expected.add(Rows.list(row(row[5], row[1], row[0]))));
        assertEquals(new HashSet<>(expected), new HashSet<>(read(source, reads, 10)));
    }

    @Test
    @DisplayName("SRC-4 no batch has more rows than asked for, and their size does not change the rows")
    default void keepsBatchSizes() {
        MemoryFile file = file("events", 300, 0);
        EventSource source = open(List.of(file));
        for (int batchRows : new int[] {1, 7, 299, 300, 301, ColumnBatch.MAX_ROWS}) {
            assertEquals(new HashSet<>(expected(file)), new HashSet<>(read(source, SCHEMA, batchRows)));
        }
    }

    @Test
    @DisplayName("SRC-5 a missing column is an input error that names every file, the column and the nearest name")
    default void namesMissingColumns() {
        Schema without = Schema.of(Field.required("id", DataType.INT64), Field.nullable("amuont", DataType.FLOAT64));
        EventSource source = open(List.of(
                file("complete", 3, 0),
                new MemoryFile("misspelt", without, rows(row(1, 2.0))),
                new MemoryFile("other", without, rows(row(1, 2.0)))));
        var failure =
                assertThrows(InputException.class, () -> read(source, SCHEMA.select(List.of("id", "amount")), 10));
        for (String word : List.of("misspelt", "other", "amount", "amuont")) {
            assertTrue(failure.getMessage().contains(word), failure.getMessage());
        }
        assertFalse(failure.getMessage().contains("complete"), failure.getMessage());
        assertEquals(5, read(source, SCHEMA.select(List.of("id")), 10).size());
    }

    @Test
    @DisplayName("SRC-6 a column of another type is an input error that names file and column")
    default void namesMisfitColumns() {
        if (!knowsTypes()) {
            return;
        }
        Schema other = Schema.of(Field.required("id", DataType.INT64), Field.nullable("amount", DataType.BOOLEAN));
        EventSource source = open(List.of(file("fitting", 3, 0), new MemoryFile("misfit", other, rows(row(1, true)))));
        var failure =
                assertThrows(InputException.class, () -> read(source, SCHEMA.select(List.of("id", "amount")), 10));
        assertTrue(failure.getMessage().contains("misfit"), failure.getMessage());
        assertTrue(failure.getMessage().contains("amount"), failure.getMessage());
        assertFalse(failure.getMessage().contains("fitting"), failure.getMessage());
    }

    @Test
    @DisplayName("SRC-13 a decimal of another precision or scale is another type: an input error that names both")
    default void namesMisfitDecimals() {
        if (!knowsTypes()) {
            return;
        }
        List<MemoryFile> files = new ArrayList<>(List.of(file("fitting", 3, 0)));
        for (DataType stored : List.of(DataType.decimal(9, 2), DataType.decimal(7, 3), DataType.decimal(18, 2))) {
            Schema other = Schema.of(Field.required("id", DataType.INT64), Field.nullable("price", stored));
            files.add(new MemoryFile("misfit" + files.size(), other, rows(row(1, 5))));
        }
        EventSource source = open(files);
        var failure = assertThrows(InputException.class, () -> read(source, SCHEMA.select(List.of("id", "price")), 10));
        for (String word : List.of("misfit1", "misfit2", "misfit3", "price", "decimal(7, 2)")) {
            assertTrue(failure.getMessage().contains(word), failure.getMessage());
        }
        assertFalse(failure.getMessage().contains("fitting"), failure.getMessage());
    }

    @Test
    @DisplayName("SRC-7 the bytes read never shrink")
    default void countsBytesUpwards() {
        for (Split split : open(List.of(file("events", 3000, 0))).splits(SCHEMA)) {
            try (BatchReader reader = split.open(100)) {
                long before = 0;
                do {
                    assertTrue(reader.bytesRead() >= before, reader.bytesRead() + " after " + before);
                    before = reader.bytesRead();
                } while (reader.next() != null);
                assertTrue(reader.bytesRead() >= before, "at the end");
            }
        }
    }

    @Test
    @DisplayName("SRC-8 a split can be read again and at the same time, given up early, and closed twice")
    default void opensSplitsIndependently() {
        EventSource source = open(List.of(file("events", 500, 0)));
        List<Split> splits = source.splits(SCHEMA);
        BatchReader givenUp = splits.get(0).open(10);
        try (BatchReader other = splits.get(0).open(7)) {
            givenUp.next();
            other.next();
            givenUp.close();
            givenUp.close();
            List<List<@Nullable Object>> all = new ArrayList<>();
            splits.parallelStream().map(split -> read(split, 64)).forEachOrdered(all::addAll);
            assertEquals(new HashSet<>(expected(file("events", 500, 0))), new HashSet<>(all));
        }
        try (BatchReader reader = splits.get(0).open(10)) {
            while (reader.next() != null) {
                assertTrue(reader.bytesRead() >= 0);
            }
            assertTrue(reader.next() == null, "the end stays the end");
        }
        assertEquals(500, read(source, SCHEMA, 100).size());
    }

    @Test
    @DisplayName("SRC-9 every value comes back as it was written: extremes, empty text, quotes, line ends, any letter")
    default void keepsValues() {
        List<@Nullable Object[]> rows = rows(
                row(
                        Long.MAX_VALUE,
                        "",
                        253_402_300_799_999_999L,
                        Double.MAX_VALUE,
                        true,
                        Long.MIN_VALUE,
                        9_999_999L,
                        NINES),
                row(
                        Long.MIN_VALUE,
                        null,
                        -62_135_596_800_000_000L,
                        -Double.MAX_VALUE,
                        false,
                        Long.MAX_VALUE,
                        -9_999_999L,
                        -NINES),
                row(0, " padded ", -1L, Double.MIN_VALUE, null, 0, 0, 0),
                row(1, "a,b;c\t|d", 0L, 0.1, true, -1, 1, -1),
                row(2, "\"quoted\" 'text'", 1L, 1e16, true, 1, -1, 1),
                row(3, "two\nlines\r\nand\rmore", 1_727_740_800_000_001L, -2.5, true, 1, 100, 10_000),
                row(4, "é ß 中文 😀 \uff5e e\u0301", null, 1.7976931348623157E308, true, 1, -110, 9_999),
                row(5, "NULL", null, 4.9e-324, true, 1, null, null),
                row(6, "x".repeat(5000), null, 1 / 3.0, true, 1, 12_345, -99_999));
        if (holdsNonFinite()) {
            rows.add(row(7, "\\N", 0L, Double.NaN, null, null, null, null));
            rows.add(row(8, "null", 0L, Double.NEGATIVE_INFINITY, null, null, null, null));
        }
        MemoryFile file = new MemoryFile("values", SCHEMA, rows);
        List<List<@Nullable Object>> actual = read(open(List.of(file)), SCHEMA, 4);
        assertEquals(new HashSet<>(expected(file)), new HashSet<>(actual));
    }

    @Test
    @DisplayName("SRC-10 within a split, rows come in the order of the file")
    default void keepsOrderWithinSplit() {
        List<Split> splits = open(List.of(file("events", 200, 0))).splits(SCHEMA);
        for (Split split : splits) {
            List<Object> ids = new ArrayList<>();
            read(split, 9).forEach(row -> ids.add(row.get(0)));
            assertEquals(ids.stream().sorted().toList(), ids);
        }
    }

    @Test
    @DisplayName("SRC-15 a row's place is its number, from 1, or its line and offset, which grow with the rows")
    default void tellsPlaces() {
        EventSource source = open(List.of(file("first", 5000, 0), file("second", 300, 5000)));
        Map<String, List<RowPlace>> byFile = new LinkedHashMap<>();
        for (Split split : source.splits(SCHEMA)) {
            List<RowPlace> places = byFile.computeIfAbsent(split.file(), name -> new ArrayList<>());
            try (BatchReader reader = split.open(70)) {
                reader.keepPlaces();
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    for (int row = 0; row < batch.rowCount(); row++) {
                        places.add(reader.place(row, List.of(0)));
                    }
                }
            }
        }
        byFile.values().forEach(places -> {
            for (int row = 0; row < places.size(); row++) {
                RowPlace place = places.get(row);
                if (place.line() < 0) {
                    assertEquals(RowPlace.ofRow(row + 1), place);
                } else if (row > 0) {
                    RowPlace before = places.get(row - 1);
                    assertTrue(place.line() > before.line() && place.offset() > before.offset(), place.toString());
                }
            }
        });
    }

    @Test
    @DisplayName("SRC-11 a dictionary that says so has no equal entries, and under one id a code keeps its meaning")
    default void keepsDictionaryPromises() {
        for (Split split : open(List.of(file("events", 2000, 0))).splits(SCHEMA)) {
            Map<Long, List<String>> known = new HashMap<>();
            try (BatchReader reader = split.open(50)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    Dictionary dictionary = batch.texts(1).dictionary();
                    List<String> entries = Stream.iterate(0, code -> code + 1)
                            .limit(dictionary.size())
                            .map(dictionary::text)
                            .toList();
                    if (dictionary.isDistinct()) {
                        assertEquals(entries.size(), new HashSet<>(entries).size(), "distinct entries");
                    }
                    List<String> before = known.getOrDefault(dictionary.id(), List.of());
                    assertTrue(before.size() <= entries.size(), "a dictionary may grow under one id");
                    assertEquals(before, entries.subList(0, before.size()));
                    known.put(dictionary.id(), entries);
                }
            }
        }
    }

    @Test
    @DisplayName("SRC-12 what a file's metadata tells of a column is true")
    default void tellsTrueStatistics() {
        MemoryFile file = file("events", 400, 0);
        InputFile told = open(List.of(file)).files().get(0);
        for (int column = 0; column < SCHEMA.size(); column++) {
            int place = column;
            var statistics = told.columns().get(column).statistics();
            List<Object> values = new ArrayList<>();
            file.rows().stream()
                    .map(row -> row[place])
                    .filter(value -> value != null)
                    .forEach(values::add);
            values.sort(Boxed.ORDER);
            statistics.nulls().ifPresent(nulls -> assertEquals(400 - values.size(), nulls));
            statistics.min().ifPresent(min -> assertEquals(values.get(0), min));
            statistics.max().ifPresent(max -> assertEquals(values.get(values.size() - 1), max));
        }
    }

    @Test
    @DisplayName("SRC-14 what a split tells of a column's range is true, and only where no row lacks a value")
    default void tellsTrueRanges() {
        EventSource source = open(List.of(file("events", 5000, 0), file("few", 4, 1), file("none", 0, 0)));
        for (Split split : source.splits(SCHEMA)) {
            List<List<@Nullable Object>> rows = read(split, 1000);
            for (int column = 0; column < SCHEMA.size(); column++) {
                Split.Range told = split.range(column).orElse(null);
                if (told == null) {
                    continue;
                }
                int place = column;
                long[] values = rows.stream()
                        .map(row -> row.get(place))
                        .mapToLong(value -> assertInstanceOf(Long.class, value))
                        .sorted()
                        .toArray();
                assertEquals(new Split.Range(values[0], values[values.length - 1]), told);
            }
        }
    }
}
