package io.millrace.core.port;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.InputFile.FileColumn;
import io.millrace.core.port.InputFile.Statistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class InputFileTest {
    private static final FileColumn USER = column("user", DataType.INT64, false);

    @Test
    void holdsTheColumnsOfAllFilesInOrderOfFirstOccurrence() {
        InputFile first = file(USER, column("type", DataType.TEXT, false));
        InputFile second = file(column("type", DataType.TEXT, true), USER);
        assertEquals(
                Schema.of(Field.required("user", DataType.INT64), Field.nullable("type", DataType.TEXT)),
                InputFile.union(List.of(first, second)));
    }

    @Test
    void takesAColumnThatAFileLacksOrCannotTellForNullable() {
        FileColumn unreadable = new FileColumn("fee", "decimal", Optional.empty(), false, Statistics.UNKNOWN);
        InputFile first = file(USER, column("type", DataType.TEXT, false), column("fee", DataType.FLOAT64, false));
        InputFile second = file(USER, unreadable);
        assertEquals(
                Schema.of(
                        Field.required("user", DataType.INT64),
                        Field.nullable("type", DataType.TEXT),
                        Field.nullable("fee", DataType.FLOAT64)),
                InputFile.union(List.of(first, second)));
    }

    @Test
    void keepsTheTypeOfTheFirstOccurrence() {
        InputFile first = file(column("code", DataType.INT64, false));
        InputFile second = file(column("code", DataType.TEXT, false));
        assertEquals(Schema.of(Field.required("code", DataType.INT64)), InputFile.union(List.of(first, second)));
    }

    private static InputFile file(FileColumn... columns) {
        return new InputFile("file", 0, OptionalLong.empty(), 1, List.of(columns));
    }

    private static FileColumn column(String name, DataType type, boolean nullable) {
        return new FileColumn(name, type.sql(), Optional.of(type), nullable, Statistics.UNKNOWN);
    }
}
