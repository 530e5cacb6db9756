package io.millrace.parquet;

import io.millrace.core.contract.EventSourceContract;
import io.millrace.core.contract.MemoryFile;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.ReadOptions.Reader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** The contract of event sources, over files that DuckDB wrote, for each reader. */
abstract class ParquetSourceContract implements EventSourceContract {
    private final Reader reader;

    @TempDir
    private Path folder;

    ParquetSourceContract(Reader reader) {
        this.reader = reader;
    }

    @Override
    public EventSource open(List<MemoryFile> files) {
        return Rows.open(reader, files.stream().map(this::write).toArray(Path[]::new));
    }

    private Path write(MemoryFile file) {
        Path path = folder.resolve(file.name() + ".parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("create table t (" + columns(file.schema()) + ")");
            insert(connection, file);
            statement.execute("copy t to " + DuckDb.literal(path) + " (format parquet, row_group_size 2048)");
        } catch (SQLException e) {
            throw new AssertionError(e.getMessage(), e);
        }
        return path;
    }

    private static String columns(Schema schema) {
        return schema.fields().stream()
                .map(field -> '"' + field.name() + "\" " + type(field))
                .collect(Collectors.joining(", "));
    }

    private static String type(Field field) {
        return switch (field.type().kind()) {
            case INT64 -> "bigint";
            case FLOAT64 -> "double";
            case BOOLEAN -> "boolean";
            case TIMESTAMP -> "timestamp";
            case TEXT -> "varchar";
            case DECIMAL -> field.type().sql();
        };
    }

    private static Object value(Field field, Object value) {
        return value != null && field.type().isDecimal()
                ? BigDecimal.valueOf((Long) value, field.type().scale())
                : value;
    }

    private static void insert(Connection connection, MemoryFile file) throws SQLException {
        String values = file.schema().fields().stream()
                .map(field -> type(field).equals("timestamp") ? "make_timestamp(?::bigint)" : "?")
                .collect(Collectors.joining(", "));
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement("insert into t values (" + values + ")")) {
            for (Object[] row : file.rows()) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, value(file.schema().field(i), row[i]));
                }
                insert.execute();
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
    }
}
