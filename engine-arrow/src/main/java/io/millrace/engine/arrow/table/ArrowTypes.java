package io.millrace.engine.arrow.table;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Which of Arrow's types are which of ours. */
final class ArrowTypes {
    private static final int DECIMAL_BITS = 128;

    private ArrowTypes() {}

    /** The type that values of an Arrow type have as events; empty where they cannot be read. */
    static Optional<DataType> read(ArrowType type) {
        return switch (type.getTypeID()) {
            case Int -> Optional.of(DataType.INT64);
            case FloatingPoint -> Optional.of(DataType.FLOAT64);
            case Bool -> Optional.of(DataType.BOOLEAN);
            case Timestamp, Date -> Optional.of(DataType.TIMESTAMP);
            case Utf8, LargeUtf8, Utf8View -> Optional.of(DataType.TEXT);
            case Decimal -> decimal((ArrowType.Decimal) type);
            default -> Optional.empty();
        };
    }

    private static Optional<DataType> decimal(ArrowType.Decimal type) {
        int precision = type.getPrecision();
        boolean fits = type.getBitWidth() == DECIMAL_BITS
                && precision >= 1
                && precision <= DataType.MOST_DIGITS
                && type.getScale() >= 0
                && type.getScale() <= precision;
        return fits ? Optional.of(DataType.decimal(precision, type.getScale())) : Optional.empty();
    }

    /** The Arrow type in which values of ours are written. */
    static ArrowType written(DataType type) {
        return switch (type.kind()) {
            case INT64 -> new ArrowType.Int(64, true);
            case FLOAT64 -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
            case BOOLEAN -> ArrowType.Bool.INSTANCE;
            case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
            case TEXT -> ArrowType.Utf8.INSTANCE;
            case DECIMAL -> new ArrowType.Decimal(type.precision(), type.scale(), DECIMAL_BITS);
        };
    }

    static org.apache.arrow.vector.types.pojo.Schema written(Schema schema) {
        List<org.apache.arrow.vector.types.pojo.Field> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            FieldType type = new FieldType(field.nullable(), written(field.type()), null);
            fields.add(new org.apache.arrow.vector.types.pojo.Field(field.name(), type, List.of()));
        }
        return new org.apache.arrow.vector.types.pojo.Schema(fields);
    }
}
