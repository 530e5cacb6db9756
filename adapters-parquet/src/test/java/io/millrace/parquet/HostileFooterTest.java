package io.millrace.parquet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadLimits;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.ReadOptions.Reader;
import io.millrace.core.run.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Footers that nobody writes by mistake. */
final class HostileFooterTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path folder;

    private Path file(byte[] footer) throws IOException {
        Path file = folder.resolve("hostile.parquet");
        ByteBuffer content = ByteBuffer.allocate(footer.length + 12).order(ByteOrder.LITTLE_ENDIAN);
        content.put(ParquetSink.MAGIC).put(footer).putInt(footer.length).put(ParquetSink.MAGIC);
        Files.write(file, content.array());
        return file;
    }

    /** What is said of the file; no more memory is taken for it than one of its size may take. */
    private static String refusal(Path file) throws IOException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        InputException refused = assertThrows(InputException.class, () -> {
            EventSource source = Rows.open(Reader.PAGE, file);
            source.splits(source.schema());
        });
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated <= ReadLimits.DEFAULT.memory(Files.size(file)), allocated + " bytes");
        String message = refused.getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message.substring(file.toString().length()).strip();
    }

    private static byte[] repeated(int count, int... bytes) {
        byte[] repeated = new byte[count * bytes.length];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = (byte) bytes[i % bytes.length];
        }
        return repeated;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] bytes(int... bytes) {
        return repeated(1, bytes);
    }

    @Test
    void refusesStructsAndListsWithinEachOtherWithoutEnd() throws IOException {
        // A field 15 that the format does not have, in which a struct, or a list of one list, holds another.
        assertEquals("is damaged: its footer cannot be decoded", refusal(file(repeated(1_000_000, 0xfc))));
        assertEquals(
                "is damaged: its footer cannot be decoded",
                refusal(file(joined(bytes(0xf9), repeated(1_000_000, 0x19)))));
        assertEquals(
                "is damaged: its footer cannot be decoded",
                refusal(file(joined(bytes(0xfb), repeated(1_000_000, 1, 0xbb)))));
    }

    @Test
    void makesNoListOfTheLengthThatAFooterClaims() throws IOException {
        byte[] most = bytes(0xff, 0xff, 0xff, 0xff, 0x07);
        // The schema is field 2; elements are structs, or said to be something else.
        for (int element : new int[] {0xfc, 0xf5, 0xf8, 0xf9, 0xf1}) {
            String message = refusal(file(joined(bytes(0x29, element), most, new byte[100])));
            assertEquals("is damaged: its footer cannot be decoded", message);
        }
        assertEquals(
                "is damaged: its footer cannot be decoded",
                refusal(file(joined(bytes(0x88, 0x06), most, new byte[100]))));
    }

    @Test
    void countsWhatAFooterBecomesBeforeItIsMade() throws IOException {
        // Two million elements of a schema of a few bytes each: {4: ""}.
        int count = 2_000_000;
        byte[] length = bytes(count & 0x7f | 0x80, count >> 7 & 0x7f | 0x80, count >> 14 & 0x7f | 0x80, count >> 21);
        String message = refusal(file(joined(bytes(0x29, 0xfc), length, repeated(count, 0x48, 0, 0), bytes(0))));
        assertEquals(
                "asks for too much: its footer of 6000007 bytes tells of more than a file of its size may hold in memory; "
                        + "--max-ratio raises that",
                message);
    }

    private Path withSchema(List<SchemaElement> schema) throws IOException {
        FileMetaData metaData = new FileMetaData(1, schema, 0, new ArrayList<>());
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(metaData, footer);
        return file(footer.toByteArray());
    }

    private static SchemaElement group(int children) {
        return new SchemaElement("g").setNum_children(children).setRepetition_type(FieldRepetitionType.OPTIONAL);
    }

    private static SchemaElement leaf() {
        return new SchemaElement("c").setType(Type.INT64).setRepetition_type(FieldRepetitionType.OPTIONAL);
    }

    @Test
    void refusesSchemasThatAreNoTree() throws IOException {
        assertEquals(
                "is damaged: its schema names more columns than it describes",
                refusal(withSchema(List.of(group(Integer.MAX_VALUE), leaf()))));
        assertEquals(
                "is damaged: its schema has elements that belong to no column",
                refusal(withSchema(List.of(group(Integer.MIN_VALUE), leaf()))));
        assertEquals("is damaged: its schema names more columns than it describes", refusal(withSchema(List.of())));
        List<SchemaElement> deep = new ArrayList<>(List.of(group(1)));
        deep.addAll(Collections.nCopies(100_000, group(1)));
        deep.add(leaf());
        assertTrue(refusal(withSchema(deep)).startsWith("asks for too much: it has 100001 columns, and the limit is"));
        assertEquals(
                "asks for too much: its schema is nested deeper than 100 levels; --max-nesting raises that limit",
                refusal(withSchema(joinedSchema(deep.subList(0, 500)))));
    }

    private static List<SchemaElement> joinedSchema(List<SchemaElement> groups) {
        List<SchemaElement> schema = new ArrayList<>(groups);
        schema.add(leaf());
        return schema;
    }

    @Test
    void readsTenThousandColumnsAndNoMoreThanTheLimit() {
        Path wide = folder.resolve("wide.parquet");
        String columns = IntStream.range(0, 10_000)
                .mapToObj(i -> "i + " + i + " as c" + i)
                .collect(Collectors.joining(", "));
        DuckDb.write(wide, "select " + columns + " from range(3) t(i)", "");
        EventSource source = Rows.open(Reader.PAGE, wide);
        assertEquals(10_000, source.schema().size());
        Schema some = source.schema().select(List.of("c0", "c9999"));
        assertEquals(
                List.of(List.of(0L, 9999L), List.of(1L, 10_000L), List.of(2L, 10_001L)), Rows.read(source, some, 10));
        assertEquals(3, Rows.read(source, source.schema(), 3).size());
        ReadOptions fewer = new ReadOptions(Map.of(), Reader.PAGE, true)
                .withLimits(new ReadLimits(1 << 20, 1 << 23, 1 << 20, 9_999, 10, 16));
        assertEquals(
                wide + " asks for too much: it has 10000 columns, and the limit is 9999; --max-columns raises it",
                assertThrows(InputException.class, () -> new ParquetFormat().open(List.of(wide), fewer))
                        .getMessage());
    }

    private String changed(Consumer<FileMetaData> change) throws IOException {
        Path file = folder.resolve("changed.parquet");
        DuckDb.write(file, "select i as id, i + 1 as more from range(5000) t(i)", ", row_group_size 2048");
        Footers.change(file, change);
        return refusal(file);
    }

    @Test
    void refusesCountsAndPlacesThatCannotBe() throws IOException {
        for (long rows : new long[] {-1, Long.MIN_VALUE}) {
            assertEquals(
                    "is damaged: its row groups do not fit its schema",
                    changed(data -> data.getRow_groups().get(1).setNum_rows(rows)));
        }
        for (long rows : new long[] {Long.MAX_VALUE, 1L << 60}) {
            String message = changed(data -> data.getRow_groups().forEach(group -> group.setNum_rows(rows)));
            assertTrue(message.startsWith("is damaged: its row groups tell of more than "), message);
        }
        for (long place : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40, 0, 3}) {
            String message = changed(data -> {
                ColumnMetaData column =
                        data.getRow_groups().get(1).getColumns().get(1).getMeta_data();
                column.setDictionary_page_offsetIsSet(false);
                column.setData_page_offset(place);
            });
            assertTrue(message.startsWith("is damaged: the place of a column lies outside of it: "), message);
        }
        for (long size : new long[] {-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 40}) {
            String message = changed(data -> data.getRow_groups()
                    .get(0)
                    .getColumns()
                    .get(0)
                    .getMeta_data()
                    .setTotal_compressed_size(size));
            assertTrue(message.startsWith("is damaged: the place of a column lies outside of it: "), message);
        }
        String message =
                changed(data -> data.getRow_groups().add(data.getRow_groups().get(0)));
        assertTrue(message.startsWith("is damaged: two of its columns share the bytes from "), message);
    }

    @Test
    void tellsATruncationAtEveryByte() throws IOException {
        Path file = folder.resolve("cut.parquet");
        DuckDb.write(file, "select i as id, 'k' || i as k from range(20) t(i)", "");
        byte[] sound = Files.readAllBytes(file);
        for (int length = 0; length < sound.length; length++) {
            Files.write(file, Arrays.copyOf(sound, length));
            String message = refusal(file);
            assertTrue(
                    length < 4
                            ? message.startsWith("is not a Parquet file")
                            : message.endsWith("it was cut off, or is still being written"),
                    length + ": " + message);
        }
    }

    @Test
    void refusesPipesAndDevices() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe.parquet");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertTrue(refusal(pipe).startsWith("is no regular file"));
        Path zero = folder.resolve("zero.parquet");
        Files.createSymbolicLink(zero, Path.of("/dev/zero"));
        try {
            assertTrue(refusal(zero).startsWith("is no regular file"));
        } finally {
            Files.delete(zero);
        }
    }

    @Test
    void saysWhatTextLooksLikeInOneLine() throws IOException {
        Path file = folder.resolve("text.parquet");
        Files.write(file, "hello\u2028world\n".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        assertTrue(refusal(file).startsWith("is not a Parquet file: it is text"));
    }
}
