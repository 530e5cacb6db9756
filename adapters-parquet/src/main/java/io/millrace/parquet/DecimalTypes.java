package io.millrace.parquet;

import io.millrace.core.event.DataType;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.SchemaElement;

/** Columns of the logical type DECIMAL, or of the older converted type. */
public final class DecimalTypes {
    /** The digits that always fit a 32-bit integer. */
    private static final int DIGITS_OF_INT32 = 9;

    private DecimalTypes() {}

    static boolean isDecimal(SchemaElement element) {
        return element.getLogicalType() != null
                ? element.getLogicalType().isSetDECIMAL()
                : element.getConverted_type() == ConvertedType.DECIMAL;
    }

    /** Whether it is a sound decimal of more digits than ours have. */
    static boolean isTooWide(SchemaElement element) {
        return isDecimal(element) && precision(element) > DataType.MOST_DIGITS && isSound(element);
    }

    /** How a decimal is read. */
    static StoredType storedType(SchemaElement element) {
        if (!isSound(element) || precision(element) > DataType.MOST_DIGITS) {
            return StoredType.UNREADABLE;
        }
        return switch (element.getType()) {
            case INT32 -> precision(element) <= DIGITS_OF_INT32 ? StoredType.DECIMAL_INTEGER : StoredType.UNREADABLE;
            case INT64 -> StoredType.DECIMAL_INTEGER;
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> StoredType.DECIMAL_BYTES;
            case BOOLEAN, INT96, FLOAT, DOUBLE -> StoredType.UNREADABLE;
        };
    }

    private static boolean isSound(SchemaElement element) {
        return precision(element) >= 1 && scale(element) >= 0 && scale(element) <= precision(element);
    }

    /** The type of a decimal that can be read. */
    static DataType type(SchemaElement element) {
        return DataType.decimal(precision(element), scale(element));
    }

    private static int precision(SchemaElement element) {
        return element.getLogicalType() != null
                ? element.getLogicalType().getDECIMAL().getPrecision()
                : element.getPrecision();
    }

    private static int scale(SchemaElement element) {
        return element.getLogicalType() != null
                ? element.getLogicalType().getDECIMAL().getScale()
                : element.getScale();
    }

    /** The largest integer of so many digits. */
    public static long most(int precision) {
        long power = 1;
        for (int i = 0; i < precision; i++) {
            power *= 10;
        }
        return power - 1;
    }
}
