package io.millrace.parquet;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DecimalType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/** A schema as the files that we write declare it. */
final class FileSchema {
    private FileSchema() {}

    static List<SchemaElement> elements(Schema schema) {
        List<SchemaElement> elements = new ArrayList<>(schema.size() + 1);
        elements.add(new SchemaElement("schema").setNum_children(schema.size()));
        for (Field field : schema.fields()) {
            elements.add(element(field));
        }
        return elements;
    }

    static Type physicalType(DataType type) {
        return switch (type.kind()) {
            case INT64, TIMESTAMP, DECIMAL -> Type.INT64;
            case FLOAT64 -> Type.DOUBLE;
            case BOOLEAN -> Type.BOOLEAN;
            case TEXT -> Type.BYTE_ARRAY;
        };
    }

    private static SchemaElement element(Field field) {
        SchemaElement element = new SchemaElement(field.name())
                .setType(physicalType(field.type()))
                .setRepetition_type(field.nullable() ? FieldRepetitionType.OPTIONAL : FieldRepetitionType.REQUIRED);
        if (field.type() == DataType.TIMESTAMP) {
            TimeUnit micros = TimeUnit.MICROS(new MicroSeconds());
            element.setConverted_type(ConvertedType.TIMESTAMP_MICROS);
            element.setLogicalType(LogicalType.TIMESTAMP(new TimestampType(true, micros)));
        } else if (field.type() == DataType.TEXT) {
            element.setConverted_type(ConvertedType.UTF8);
            element.setLogicalType(LogicalType.STRING(new StringType()));
        } else if (field.type().isDecimal()) {
            int scale = field.type().scale();
            int precision = field.type().precision();
            element.setConverted_type(ConvertedType.DECIMAL).setScale(scale).setPrecision(precision);
            element.setLogicalType(LogicalType.DECIMAL(new DecimalType(scale, precision)));
        }
        return element;
    }
}
