package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Keys of two texts around an integer. */
class KeyEncoderTest {
    private static final Schema COLUMNS = Schema.of(
            Field.required("first", DataType.TEXT),
            Field.required("number", DataType.INT64),
            Field.required("last", DataType.TEXT));

    record Key(byte[] first, long number, byte[] last) {
        static final Comparator<Key> ORDER = Comparator.comparing(Key::first, Arrays::compareUnsigned)
                .thenComparingLong(Key::number)
                .thenComparing(Key::last, Arrays::compareUnsigned);
    }

    @Provide
    static Arbitrary<Key> keys() {
        Arbitrary<byte[]> texts = Arbitraries.of((byte) 0, (byte) 1, (byte) 'a', (byte) 0x7f, (byte) 0xff)
                .array(Byte[].class)
                .ofMaxSize(4)
                .map(KeyEncoderTest::unboxed);
        return Combinators.combine(texts, Arbitraries.longs(), texts).as(Key::new);
    }

    private static byte[] unboxed(Byte[] boxed) {
        byte[] bytes = new byte[boxed.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = boxed[i];
        }
        return bytes;
    }

    private static ColumnBatch batch(List<Key> keys) {
        ColumnBatch batch = new ColumnBatch(COLUMNS, Math.max(1, keys.size()));
        for (int text : new int[] {0, 2}) {
            batch.texts(text).dictionary(new Dictionary(false));
        }
        for (int row = 0; row < keys.size(); row++) {
            Key key = keys.get(row);
            set(batch.texts(0), row, key.first());
            batch.longs(1).set(row, key.number());
            set(batch.texts(2), row, key.last());
        }
        batch.rowCount(keys.size());
        return batch;
    }

    private static void set(TextVector column, int row, byte[] text) {
        column.set(row, column.dictionary().append(text, 0, text.length));
    }

    private static byte[] text(ColumnVector column, int row) {
        Dictionary entries = ((TextVector) column).dictionary();
        int code = ((TextVector) column).code(row);
        return Arrays.copyOfRange(entries.bytes(), entries.offset(code), entries.offset(code) + entries.length(code));
    }

    @Property(tries = 2000)
    void keepsTheOrderOfKeys(@ForAll("keys") Key left, @ForAll("keys") Key right) {
        TextVector encoded =
                new KeyEncoder(List.of(0, 1, 2), 2).encode(batch(List.of(left, right)), new int[] {0, 1}, 2);
        assertEquals(
                Integer.signum(Key.ORDER.compare(left, right)),
                Integer.signum(Arrays.compareUnsigned(text(encoded, 0), text(encoded, 1))));
    }

    /** Through a table and back into the columns of a matrix, in order. */
    @Property(tries = 300)
    void bringsKeysBack(@ForAll @Size(max = 30) List<@From("keys") Key> keys) {
        RecordKey kind = RecordKey.of(List.of(DataType.TEXT, DataType.INT64, DataType.TEXT));
        ColumnBatch batch = batch(keys);
        int[] rows = TestState.rows(keys.size());
        long[] records = new long[keys.size()];
        try (StateMemory memory = TestState.memory();
                KeyTable table = kind.table(memory, kind.bytes(), null)) {
            ColumnVector encoded = new KeyColumn(List.of(0, 1, 2), 30).of(batch, rows, rows.length);
            table.resolve(encoded, rows, rows.length, records);
            ColumnBatch matrix = new ColumnBatch(COLUMNS, 30);
            KeyWriter writer = kind.writer(List.of(matrix.column(0), matrix.column(1), matrix.column(2)));
            writer.startBatch();
            writer.write(records, 0, rows.length);
            for (int row = 0; row < rows.length; row++) {
                assertEquals(Arrays.toString(keys.get(row).first()), Arrays.toString(text(matrix.column(0), row)));
                assertEquals(keys.get(row).number(), ((LongVector) matrix.column(1)).get(row));
                assertEquals(Arrays.toString(keys.get(row).last()), Arrays.toString(text(matrix.column(2), row)));
            }
        }
    }
}
