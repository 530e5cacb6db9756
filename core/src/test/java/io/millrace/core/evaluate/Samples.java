package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Dictionary;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random rows of two columns of every type, among them three decimals, boxed and as a batch. */
final class Samples {
    /** How many columns there are of each type: column {@code TYPES.indexOf(type) * COPIES + copy}. */
    static final int COPIES = 2;

    static final DataType NARROW = DataType.decimal(5, 1);
    /** The scale of a product of two {@link #NARROW}, and of it and {@link #WHOLE}. */
    static final DataType WIDE = DataType.decimal(18, 2);

    static final DataType WHOLE = DataType.decimal(18, 0);

    static final List<DataType> TYPES = Stream.concat(DataType.simple().stream(), Stream.of(NARROW, WIDE, WHOLE))
            .toList();

    private static final Long[] INTEGERS = {
        0L, 1L, -1L, 2L, -3L, 7L, 10L, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 1, 3037000500L
    };
    private static final Double[] DOUBLES = {
        0.0,
        1.0,
        -1.0,
        0.5,
        -0.5,
        1.5,
        2.5,
        0.49999999999999994,
        3.25,
        -7.75,
        1e300,
        -1e300,
        1e-300,
        Double.MIN_VALUE,
        0x1.fffffffffffffp62,
        0x1p63,
        -0x1p63,
        1e16
    };
    private static final Double[] ODD_DOUBLES = {-0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private static final Long[] TIMES = {
        0L,
        1L,
        -1L,
        86_400_000_000L,
        86_399_999_999L,
        -86_400_000_000L,
        1_730_332_800_000_000L,
        1_730_332_799_999_999L,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final String[] TEXTS = {
        "",
        "a",
        "b",
        "ab",
        "A",
        "é",
        "\uD83D\uDE00",
        "\uFFFD",
        "1",
        "-17",
        "9223372036854775808",
        "2.5",
        "1e400",
        "true",
        "FALSE",
        "2024-10-31",
        "2024-10-31 12:00:00",
        "2024-02-30",
        "NaN",
        "-inf",
        "+Infinity",
        "infinit",
        "12.345",
        "-0.05",
        ".5e1",
        "9999999999999999.994",
        "9999999999999999.995",
        "1e-400",
        "ΟΔΥΣΣΕΥΣ",
        "İstanbul",
        "straße",
        "a%b_c\\d",
        "line\nbreak",
        "a\u0301bc",
        "{\"a\": 1.50, \"b\": {\"c\": [\"x\", null, true, \"\\u00e9\\ud83d\\ude00\\n\"]}, \"a\": 2}",
        "{\"a\": {\"a\": \"in\"}, \"\": -0e+1}",
        "[1, \"2\", {\"a\": false}]",
        "\"plain\"",
        "{\"a\": }",
        "{\"a\": \"ab\"} x",
        " 17 "
    };
    private static final String[] PATTERNS = {
        "",
        "%",
        "_",
        "__",
        "a",
        "a%",
        "%b",
        "%a%",
        "_b",
        "a_",
        "%_%",
        "\\%",
        "a\\%b\\_c\\\\%",
        "%é%",
        "%Σ%Σ",
        "%s_a%e",
        "%\n%",
        "1_%",
        "%.5%"
    };
    private static final String[] PATHS = {
        "$",
        "$.a",
        "$.b",
        "$.b.c",
        "$.b.c[0]",
        "$.b.c[1]",
        "$.b.c[2]",
        "$.b.c[3]",
        "$.a.a",
        "$[0]",
        "$[1]",
        "$[2].a",
        "$[3]",
        "$.\"\""
    };
    private static final String[] UNSCALED = {
        "0",
        "1",
        "-1",
        "5",
        "-5",
        "49",
        "50",
        "-50",
        "99",
        "1050",
        "99999",
        "-99999",
        "9007199254740993",
        "123456789012345678",
        "999999999999999999",
        "-999999999999999999",
        "999999999999999950",
        "100000000000000001"
    };

    private Samples() {}

    /** How a column's nulls lie. */
    enum Nulls {
        NONE,
        SOME,
        ALL
    }

    static Schema schema() {
        List<Field> fields = new ArrayList<>();
        for (DataType type : TYPES) {
            for (int copy = 0; copy < COPIES; copy++) {
                fields.add(Field.nullable(type.sql() + copy, type));
            }
        }
        return new Schema(fields);
    }

    static Object constant(DataType type, Random random) {
        return switch (type.kind()) {
            case INT64 -> INTEGERS[random.nextInt(INTEGERS.length)];
            case FLOAT64 -> DOUBLES[random.nextInt(DOUBLES.length)];
            case BOOLEAN -> random.nextBoolean();
            case TIMESTAMP -> TIMES[random.nextInt(TIMES.length)];
            case TEXT -> TEXTS[random.nextInt(TEXTS.length)];
            case DECIMAL -> decimal(type, random);
        };
    }

    private static Long decimal(DataType type, Random random) {
        while (true) {
            String digits = UNSCALED[random.nextInt(UNSCALED.length)];
            if (digits.replace("-", "").length() <= type.precision()) {
                return Long.valueOf(digits);
            }
        }
    }

    static String pattern(Random random) {
        return PATTERNS[random.nextInt(PATTERNS.length)];
    }

    static String path(Random random) {
        return PATHS[random.nextInt(PATHS.length)];
    }

    /** Rows whose columns have their nulls as told, cyclically. */
    static List<@Nullable Object[]> rows(int count, Random random, Nulls... nulls) {
        Schema schema = schema();
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            @Nullable Object[] row = new Object[schema.size()];
            for (int column = 0; column < row.length; column++) {
                Nulls pattern = nulls[column % nulls.length];
                boolean isNull = pattern == Nulls.ALL || pattern == Nulls.SOME && random.nextInt(3) == 0;
                row[column] = isNull ? null : cell(schema.field(column).type(), random);
            }
            rows.add(row);
        }
        return rows;
    }

    private static Object cell(DataType type, Random random) {
        return type == DataType.FLOAT64 && random.nextInt(12) == 0
                ? ODD_DOUBLES[random.nextInt(ODD_DOUBLES.length)]
                : constant(type, random);
    }

    /** Writes rows into a batch, texts with codes of the encoder or, where there is none, a dictionary that repeats. */
    static void fill(ColumnBatch batch, List<@Nullable Object[]> rows, @Nullable DictionaryEncoder encoder) {
        batch.clear();
        batch.rowCount(rows.size());
        for (int column = 0; column < batch.schema().size(); column++) {
            ColumnVector vector = batch.column(column);
            Dictionary repeating = new Dictionary(false);
            if (vector instanceof TextVector texts) {
                texts.dictionary(encoder == null ? repeating : encoder.dictionary());
            }
            for (int row = 0; row < rows.size(); row++) {
                Object value = rows.get(row)[column];
                if (value == null) {
                    vector.setNull(row);
                } else if (vector instanceof TextVector texts) {
                    byte[] utf8 = ((String) value).getBytes(StandardCharsets.UTF_8);
                    texts.set(
                            row,
                            encoder == null ? repeating.append(utf8, 0, utf8.length) : encoder.encode((String) value));
                } else if (vector instanceof DoubleVector doubles) {
                    doubles.set(row, (Double) value);
                } else {
                    ((LongVector) vector).set(row, ConstantNode.asLong(value));
                }
            }
        }
    }

    /** The boxed value at a row. */
    static @Nullable Object value(ColumnVector vector, DataType type, int row) {
        if (vector.isNull(row)) {
            return null;
        }
        if (vector instanceof TextVector texts) {
            return texts.text(row);
        }
        if (vector instanceof DoubleVector doubles) {
            return doubles.get(row);
        }
        long value = ((LongVector) vector).get(row);
        return type == DataType.BOOLEAN ? (Object) (value != 0) : (Object) value;
    }
}
