package io.millrace.parquet.page;

import io.millrace.parquet.StoredType;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** Which decoder fits a type and an encoding; dictionaries are their columns' business. */
final class Decoders {
    private static final int INT96_BYTES = 12;

    private Decoders() {}

    /** Whether a page may keep its values as codes into a dictionary. */
    static boolean isDictionary(@Nullable Encoding encoding) {
        return encoding == Encoding.RLE_DICTIONARY || encoding == Encoding.PLAIN_DICTIONARY;
    }

    private static Damage unfit(PageColumn column, @Nullable Encoding encoding) {
        return new Damage("values of " + column.physical() + " cannot be encoded with " + encoding);
    }

    static LongValues longs(PageColumn column, @Nullable Encoding encoding, Allowance allowance) {
        if (column.stored() == StoredType.DECIMAL_BYTES) {
            return new BinaryDecimals(binary(column, encoding, allowance), column.precision());
        }
        boolean narrow = column.physical() == Type.INT32;
        boolean integer = narrow || column.physical() == Type.INT64;
        if (encoding == Encoding.PLAIN) {
            return plain(column);
        }
        if (encoding == Encoding.RLE && column.physical() == Type.BOOLEAN) {
            return new RleBooleans();
        }
        if (encoding == Encoding.DELTA_BINARY_PACKED && integer) {
            return new DeltaLongs(narrow);
        }
        if (encoding == Encoding.BYTE_STREAM_SPLIT && integer) {
            return new SplitLongs(narrow ? Integer.BYTES : Long.BYTES);
        }
        throw unfit(column, encoding);
    }

    private static LongValues plain(PageColumn column) {
        return switch (column.physical()) {
            case BOOLEAN -> new PlainBooleans();
            case INT32 -> new PlainInts();
            case INT64 -> new PlainLongs();
            case INT96 -> new Int96Times();
            default -> throw unfit(column, Encoding.PLAIN);
        };
    }

    static DoubleValues doubles(PageColumn column, @Nullable Encoding encoding) {
        boolean wide = column.physical() == Type.DOUBLE;
        if (encoding == Encoding.PLAIN) {
            return wide ? new PlainDoubles() : new PlainFloats();
        }
        if (encoding == Encoding.BYTE_STREAM_SPLIT) {
            return new SplitDoubles(wide ? Double.BYTES : Float.BYTES);
        }
        throw unfit(column, encoding);
    }

    static BinaryValues binary(PageColumn column, @Nullable Encoding encoding, Allowance allowance) {
        boolean fixed = column.physical() == Type.FIXED_LEN_BYTE_ARRAY;
        if (encoding == Encoding.PLAIN) {
            return fixed ? new FixedBinary(column.typeLength()) : new PlainBinary();
        }
        if (encoding == Encoding.DELTA_LENGTH_BYTE_ARRAY && !fixed) {
            return new DeltaLengthBinary();
        }
        if (encoding == Encoding.DELTA_BYTE_ARRAY) {
            return new DeltaBinary(allowance);
        }
        if (encoding == Encoding.BYTE_STREAM_SPLIT && fixed) {
            return new SplitBinary(column.typeLength());
        }
        throw unfit(column, encoding);
    }

    /** The fewest bytes that a PLAIN value takes, for a check of what a dictionary claims. */
    static int fewestBytes(PageColumn column) {
        return switch (column.physical()) {
            case BOOLEAN -> 1;
            case INT32, FLOAT, BYTE_ARRAY -> Integer.BYTES;
            case INT64, DOUBLE -> Long.BYTES;
            case INT96 -> INT96_BYTES;
            case FIXED_LEN_BYTE_ARRAY -> Math.max(1, column.typeLength());
        };
    }
}
