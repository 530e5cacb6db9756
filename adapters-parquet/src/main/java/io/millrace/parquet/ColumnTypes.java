package io.millrace.parquet;

import java.util.Locale;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.IntType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** What a schema element's physical and logical type mean. The logical type goes before the older converted type. */
final class ColumnTypes {
    private static final int UUID_BYTES = 16;

    private ColumnTypes() {}

    /** How a leaf at the top level is read. */
    static StoredType storedType(SchemaElement element) {
        if (element.getRepetition_type() == FieldRepetitionType.REPEATED) {
            return StoredType.UNREADABLE;
        }
        LogicalType logical = element.getLogicalType();
        ConvertedType converted = element.getConverted_type();
        if (logical != null && logical.isSetUNKNOWN()) {
            return StoredType.ALWAYS_NULL;
        }
        if (DecimalTypes.isDecimal(element)) {
            return DecimalTypes.storedType(element);
        }
        return switch (element.getType()) {
            case BOOLEAN -> logical == null && converted == null ? StoredType.BOOLEAN : StoredType.UNREADABLE;
            case INT32 -> logical != null ? int32(logical) : int32(converted);
            case INT64 -> logical != null ? int64(logical) : int64(converted);
            case INT96 -> logical == null ? StoredType.INT96 : StoredType.UNREADABLE;
            case FLOAT -> logical == null ? StoredType.FLOAT : StoredType.UNREADABLE;
            case DOUBLE -> logical == null ? StoredType.DOUBLE : StoredType.UNREADABLE;
            case BYTE_ARRAY -> isText(logical, converted) ? StoredType.TEXT : StoredType.UNREADABLE;
            case FIXED_LEN_BYTE_ARRAY ->
                logical != null && logical.isSetUUID() && element.getType_length() == UUID_BYTES
                        ? StoredType.UUID
                        : StoredType.UNREADABLE;
        };
    }

    private static StoredType int32(LogicalType logical) {
        if (logical.isSetINTEGER() && logical.getINTEGER().getBitWidth() <= Integer.SIZE) {
            return logical.getINTEGER().isIsSigned() ? StoredType.INTEGER : StoredType.UNSIGNED;
        }
        return logical.isSetDATE() ? StoredType.DATE : StoredType.UNREADABLE;
    }

    private static StoredType int32(@Nullable ConvertedType converted) {
        if (converted == null) {
            return StoredType.INTEGER;
        }
        return switch (converted) {
            case INT_8, INT_16, INT_32 -> StoredType.INTEGER;
            case UINT_8, UINT_16, UINT_32 -> StoredType.UNSIGNED;
            case DATE -> StoredType.DATE;
            default -> StoredType.UNREADABLE;
        };
    }

    private static StoredType int64(LogicalType logical) {
        if (logical.isSetINTEGER()) {
            return logical.getINTEGER().isIsSigned() ? StoredType.INTEGER : StoredType.UNSIGNED;
        }
        if (logical.isSetTIMESTAMP()) {
            TimeUnit unit = logical.getTIMESTAMP().getUnit();
            if (unit.isSetMILLIS()) {
                return StoredType.MILLIS;
            }
            if (unit.isSetMICROS()) {
                return StoredType.MICROS;
            }
            return unit.isSetNANOS() ? StoredType.NANOS : StoredType.UNREADABLE;
        }
        return StoredType.UNREADABLE;
    }

    private static StoredType int64(@Nullable ConvertedType converted) {
        if (converted == null) {
            return StoredType.INTEGER;
        }
        return switch (converted) {
            case INT_64 -> StoredType.INTEGER;
            case UINT_64 -> StoredType.UNSIGNED;
            case TIMESTAMP_MILLIS -> StoredType.MILLIS;
            case TIMESTAMP_MICROS -> StoredType.MICROS;
            default -> StoredType.UNREADABLE;
        };
    }

    private static boolean isText(@Nullable LogicalType logical, @Nullable ConvertedType converted) {
        if (logical != null) {
            return logical.isSetSTRING() || logical.isSetENUM() || logical.isSetJSON();
        }
        return converted == null
                || converted == ConvertedType.UTF8
                || converted == ConvertedType.ENUM
                || converted == ConvertedType.JSON;
    }

    /** The format's own name of the type, for people: {@code INT32 (date)}. */
    static String name(SchemaElement element) {
        String physical = element.isSetNum_children() ? "group" : physical(element);
        String repeated = element.getRepetition_type() == FieldRepetitionType.REPEATED ? "repeated " : "";
        String meaning = meaning(element);
        return repeated + physical + (meaning.isEmpty() ? "" : " (" + meaning + ")");
    }

    private static String physical(SchemaElement element) {
        return element.getType() == Type.FIXED_LEN_BYTE_ARRAY
                ? element.getType() + "[" + element.getType_length() + "]"
                : element.getType().toString();
    }

    private static String meaning(SchemaElement element) {
        LogicalType logical = element.getLogicalType();
        if (logical == null) {
            return element.getConverted_type() == null ? "" : converted(element);
        }
        if (logical.getSetField() == null) {
            return "a logical type unknown to this version";
        }
        return switch (logical.getSetField()) {
            case INTEGER -> integer(logical.getINTEGER());
            case TIMESTAMP ->
                "timestamp, " + unit(logical.getTIMESTAMP().getUnit())
                        + (logical.getTIMESTAMP().isIsAdjustedToUTC() ? ", UTC" : ", local");
            case TIME -> "time, " + unit(logical.getTIME().getUnit());
            case DECIMAL ->
                "decimal(" + logical.getDECIMAL().getPrecision() + ", "
                        + logical.getDECIMAL().getScale() + ")";
            case UNKNOWN -> "always null";
            default -> logical.getSetField().toString().toLowerCase(Locale.ROOT);
        };
    }

    private static String converted(SchemaElement element) {
        return switch (element.getConverted_type()) {
            case UTF8 -> "string";
            case TIMESTAMP_MILLIS -> "timestamp, milliseconds, UTC";
            case TIMESTAMP_MICROS -> "timestamp, microseconds, UTC";
            case TIME_MILLIS -> "time, milliseconds";
            case TIME_MICROS -> "time, microseconds";
            case INT_8, INT_16, INT_32, INT_64 ->
                "int" + element.getConverted_type().toString().substring("INT_".length());
            case UINT_8, UINT_16, UINT_32, UINT_64 ->
                "uint" + element.getConverted_type().toString().substring("UINT_".length());
            case DECIMAL -> "decimal(" + element.getPrecision() + ", " + element.getScale() + ")";
            default -> element.getConverted_type().toString().toLowerCase(Locale.ROOT);
        };
    }

    private static String integer(IntType type) {
        return (type.isIsSigned() ? "int" : "uint") + type.getBitWidth();
    }

    private static String unit(TimeUnit unit) {
        if (unit.isSetMILLIS()) {
            return "milliseconds";
        }
        return unit.isSetMICROS() ? "microseconds" : "nanoseconds";
    }
}
