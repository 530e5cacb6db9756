package io.millrace.engine.arrow.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.run.InputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.TimeStampNanoVector;
import org.apache.arrow.vector.TimeStampSecVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every type of Arrow's that is read, through a stream. */
class ArrowReaderSourceTest {
    private final BufferAllocator allocator = new RootAllocator();

    @AfterEach
    void everythingIsFreed() {
        assertEquals(0, allocator.getAllocatedMemory());
        allocator.close();
    }

    /** A source over a stream with one column of three rows, the last of them null. */
    private ArrowReaderSource source(FieldVector vector, Consumer<FieldVector> fill) {
        return source(vector, fill, null);
    }

    private ArrowReaderSource source(FieldVector vector, Consumer<FieldVector> fill, DictionaryProvider dictionaries) {
        vector.allocateNew();
        fill.accept(vector);
        vector.setValueCount(3);
        byte[] stream = stream(vector, dictionaries);
        return new ArrowReaderSource(
                "stream", () -> new ArrowStreamReader(new ByteArrayInputStream(stream), allocator));
    }

    private static byte[] stream(FieldVector vector, DictionaryProvider dictionaries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (VectorSchemaRoot root = VectorSchemaRoot.of(vector);
                ArrowStreamWriter writer = new ArrowStreamWriter(root, dictionaries, bytes)) {
            writer.writeBatch();
            writer.writeBatch();
            writer.end();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static List<Object> values(ArrowReaderSource source, DataType type) {
        List<Object> values = new ArrayList<>();
        try (BatchReader reader =
                source.splits(Schema.of(Field.nullable("c", type))).get(0).open(2)) {
            for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (int row = 0; row < batch.rowCount(); row++) {
                    values.add(value(batch, type, row));
                }
            }
        }
        // the writer wrote the batch twice
        assertEquals(values.subList(0, 3), values.subList(3, 6));
        return values.subList(0, 3);
    }

    private static Object value(ColumnBatch batch, DataType type, int row) {
        if (batch.column(0).isNull(row)) {
            return "null";
        }
        return switch (type.kind()) {
            case FLOAT64 -> batch.doubles(0).get(row);
            case TEXT -> batch.texts(0).text(row);
            default -> batch.longs(0).get(row);
        };
    }

    private void check(DataType type, Object first, Object second, FieldVector vector, Consumer<FieldVector> fill) {
        ArrowReaderSource source = source(vector, fill);
        assertEquals(type, source.schema().field(0).type());
        assertEquals(List.of(first, second, "null"), values(source, type));
    }

    @Test
    void readsIntegersOfEveryWidth() {
        check(DataType.INT64, -128L, 127L, new TinyIntVector("c", allocator), vector -> {
            ((TinyIntVector) vector).set(0, -128);
            ((TinyIntVector) vector).set(1, 127);
        });
        check(DataType.INT64, -32768L, 5L, new SmallIntVector("c", allocator), vector -> {
            ((SmallIntVector) vector).set(0, -32768);
            ((SmallIntVector) vector).set(1, 5);
        });
        check(DataType.INT64, -1L, 7L, new IntVector("c", allocator), vector -> {
            ((IntVector) vector).set(0, -1);
            ((IntVector) vector).set(1, 7);
        });
        check(DataType.INT64, Long.MIN_VALUE, Long.MAX_VALUE, new BigIntVector("c", allocator), vector -> {
            ((BigIntVector) vector).set(0, Long.MIN_VALUE);
            ((BigIntVector) vector).set(1, Long.MAX_VALUE);
        });
        check(DataType.INT64, 255L, 1L, new UInt1Vector("c", allocator), vector -> {
            ((UInt1Vector) vector).set(0, 255);
            ((UInt1Vector) vector).set(1, 1);
        });
        check(DataType.INT64, 65535L, 1L, new UInt2Vector("c", allocator), vector -> {
            ((UInt2Vector) vector).set(0, 65535);
            ((UInt2Vector) vector).set(1, 1);
        });
        check(DataType.INT64, 4294967295L, 1L, new UInt4Vector("c", allocator), vector -> {
            ((UInt4Vector) vector).set(0, -1);
            ((UInt4Vector) vector).set(1, 1);
        });
        check(DataType.INT64, Long.MAX_VALUE, 1L, new UInt8Vector("c", allocator), vector -> {
            ((UInt8Vector) vector).set(0, Long.MAX_VALUE);
            ((UInt8Vector) vector).set(1, 1);
        });
    }

    @Test
    void refusesUnsignedAboveInt64() {
        ArrowReaderSource source = source(new UInt8Vector("c", allocator), vector -> ((UInt8Vector) vector).set(0, -1));
        var failure = assertThrows(InputException.class, () -> values(source, DataType.INT64));
        assertEquals(
                "stream: column c holds 18446744073709551615, which is above the largest bigint", failure.getMessage());
    }

    @Test
    void readsFloatingPointNumbersAndBooleans() {
        check(DataType.FLOAT64, 1.5, -2.0, new Float2Vector("c", allocator), vector -> {
            ((Float2Vector) vector).setWithPossibleTruncate(0, 1.5f);
            ((Float2Vector) vector).setWithPossibleTruncate(1, -2f);
        });
        check(DataType.FLOAT64, (double) 0.1f, 3.0, new Float4Vector("c", allocator), vector -> {
            ((Float4Vector) vector).set(0, 0.1f);
            ((Float4Vector) vector).set(1, 3f);
        });
        check(DataType.FLOAT64, 0.1, Double.NaN, new Float8Vector("c", allocator), vector -> {
            ((Float8Vector) vector).set(0, 0.1);
            ((Float8Vector) vector).set(1, Double.NaN);
        });
        check(DataType.BOOLEAN, 1L, 0L, new BitVector("c", allocator), vector -> {
            ((BitVector) vector).set(0, 1);
            ((BitVector) vector).set(1, 0);
        });
    }

    @Test
    void readsTimesOfEveryUnitAndDates() {
        check(DataType.TIMESTAMP, -1_000_000L, 2_000_000L, new TimeStampSecVector("c", allocator), vector -> {
            ((TimeStampSecVector) vector).set(0, -1);
            ((TimeStampSecVector) vector).set(1, 2);
        });
        FieldType berlin = FieldType.nullable(
                new ArrowType.Timestamp(org.apache.arrow.vector.types.TimeUnit.MILLISECOND, "Europe/Berlin"));
        check(DataType.TIMESTAMP, -1000L, 2000L, new TimeStampMilliTZVector("c", berlin, allocator), vector -> {
            ((TimeStampMilliTZVector) vector).set(0, -1);
            ((TimeStampMilliTZVector) vector).set(1, 2);
        });
        check(DataType.TIMESTAMP, -1L, 2L, new TimeStampMicroVector("c", allocator), vector -> {
            ((TimeStampMicroVector) vector).set(0, -1);
            ((TimeStampMicroVector) vector).set(1, 2);
        });
        check(DataType.TIMESTAMP, -1L, 1L, new TimeStampNanoVector("c", allocator), vector -> {
            ((TimeStampNanoVector) vector).set(0, -1);
            ((TimeStampNanoVector) vector).set(1, 1999);
        });
        check(DataType.TIMESTAMP, -86_400_000_000L, 0L, new DateDayVector("c", allocator), vector -> {
            ((DateDayVector) vector).set(0, -1);
            ((DateDayVector) vector).set(1, 0);
        });
        check(DataType.TIMESTAMP, 86_400_000_000L, 0L, new DateMilliVector("c", allocator), vector -> {
            ((DateMilliVector) vector).set(0, 86_400_000L);
            ((DateMilliVector) vector).set(1, 0);
        });
    }

    @Test
    void refusesTimesBeyondMicroseconds() {
        ArrowReaderSource source = source(
                new TimeStampSecVector("c", allocator), vector -> ((TimeStampSecVector) vector).set(0, Long.MAX_VALUE));
        var failure = assertThrows(InputException.class, () -> values(source, DataType.TIMESTAMP));
        assertTrue(failure.getMessage().contains("9223372036854775807"), failure.getMessage());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsTextOfEveryForm() {
        String large = "a text of more than twelve bytes, é";
        check(DataType.TEXT, "", large, new VarCharVector("c", allocator), vector -> {
            ((VarCharVector) vector).setSafe(0, utf8(""));
            ((VarCharVector) vector).setSafe(1, utf8(large));
        });
        check(DataType.TEXT, "x", large, new LargeVarCharVector("c", allocator), vector -> {
            ((LargeVarCharVector) vector).setSafe(0, utf8("x"));
            ((LargeVarCharVector) vector).setSafe(1, utf8(large));
        });
        check(DataType.TEXT, "x", large, new ViewVarCharVector("c", allocator), vector -> {
            ((ViewVarCharVector) vector).setSafe(0, utf8("x"));
            ((ViewVarCharVector) vector).setSafe(1, utf8(large));
        });
    }

    /** A dictionary may hold an entry twice, and null. */
    @Test
    void readsDictionaryEncodedText() {
        DictionaryEncoding encoding = new DictionaryEncoding(1, false, new ArrowType.Int(8, true));
        try (VarCharVector entries = new VarCharVector("entries", allocator)) {
            entries.allocateNew();
            entries.setSafe(0, utf8("a"));
            entries.setSafe(1, utf8("b"));
            entries.setSafe(2, utf8("a"));
            entries.setNull(3);
            entries.setValueCount(4);
            var provider = new DictionaryProvider.MapDictionaryProvider(new Dictionary(entries, encoding));
            FieldType type = new FieldType(true, encoding.getIndexType(), encoding);
            ArrowReaderSource source = source(
                    new TinyIntVector("c", type, allocator),
                    vector -> {
                        ((TinyIntVector) vector).set(0, 2);
                        ((TinyIntVector) vector).set(1, 1);
                        ((TinyIntVector) vector).set(2, 3);
                    },
                    provider);
            assertEquals(
                    "dictionary of Utf8", source.files().get(0).columns().get(0).storedAs());
            assertEquals(List.of("a", "b", "null"), values(source, DataType.TEXT));
        }
    }

    @Test
    void readsDecimals() {
        DataType type = DataType.decimal(18, 6);
        long most = 999_999_999_999_999_999L;
        check(type, most, -most, new DecimalVector("c", allocator, 18, 6), vector -> {
            ((DecimalVector) vector).set(0, most);
            ((DecimalVector) vector).set(1, -most);
        });
    }

    @Test
    void refusesADecimalWithMoreDigitsThanItsTypeHas() {
        ArrowReaderSource source =
                source(new DecimalVector("c", allocator, 5, 2), vector -> ((DecimalVector) vector).set(0, 1_234_567));
        var failure = assertThrows(InputException.class, () -> values(source, DataType.decimal(5, 2)));
        assertEquals(
                "stream: column c holds 12345.67, which has more than the 5 digits of its type", failure.getMessage());
    }

    @Test
    void listsWhatCannotBeRead() {
        ArrowReaderSource source = source(new DecimalVector("c", allocator, 19, 2), vector -> {});
        assertEquals(0, source.schema().size());
        assertEquals(
                "Decimal(19, 2, 128)", source.files().get(0).columns().get(0).storedAs());
        var failure = assertThrows(InputException.class, () -> values(source, DataType.FLOAT64));
        assertTrue(
                failure.getMessage()
                        .contains("  c       what cannot be read (stored as Decimal(19, 2, 128))  none has double"),
                failure.getMessage());
    }
}
