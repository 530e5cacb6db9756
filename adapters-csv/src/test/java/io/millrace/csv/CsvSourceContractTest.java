package io.millrace.csv;

import io.millrace.core.contract.EventSourceContract;
import io.millrace.core.contract.MemoryFile;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/** The rules of a source, over files that quote every value. */
class CsvSourceContractTest implements EventSourceContract {
    @TempDir
    Path folder;

    @Override
    public EventSource open(List<MemoryFile> files) {
        List<Path> paths = new ArrayList<>();
        for (MemoryFile file : files) {
            paths.add(write(file));
        }
        return new CsvFormat().open(paths, ReadOptions.of(Map.of()));
    }

    @Override
    public boolean knowsTypes() {
        return false;
    }

    private Path write(MemoryFile file) {
        StringBuilder text = new StringBuilder(String.join(",", file.schema().names())).append("\r\n");
        for (@Nullable Object[] row : file.rows()) {
            StringJoiner line = new StringJoiner(",");
            for (int column = 0; column < row.length; column++) {
                line.add(cell(file.schema(), column, row[column]));
            }
            text.append(line).append("\r\n");
        }
        try {
            return Files.writeString(folder.resolve(file.name() + ".csv"), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String cell(Schema schema, int column, @Nullable Object value) {
        if (value == null) {
            return "";
        }
        return '"' + text(schema.field(column).type(), value).replace("\"", "\"\"") + '"';
    }

    private static String text(DataType type, Object value) {
        if (type.isDecimal()) {
            return BigDecimal.valueOf((Long) value, type.scale()).toPlainString();
        }
        return type == DataType.TIMESTAMP ? isoTime((Long) value) : value.toString();
    }

    private static String isoTime(long micros) {
        return LocalDateTime.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), 0, ZoneOffset.UTC)
                .plus(Math.floorMod(micros, 1_000_000L), ChronoUnit.MICROS)
                .toString();
    }
}
