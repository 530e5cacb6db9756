package io.millrace.csv;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The oracle: queries over files, with values boxed as the contract's fakes box them. */
final class DuckDb {
    private DuckDb() {}

    static List<List<@Nullable Object>> query(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
            return query(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    static List<List<@Nullable Object>> query(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(boxed(result, i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The rows of a file as DuckDB reads our dialect. */
    static List<List<@Nullable Object>> readCsv(Path file, Schema schema) {
        StringJoiner columns = new StringJoiner(", ", "{", "}");
        for (Field field : schema.fields()) {
            columns.add("'" + field.name().replace("'", "''") + "': '" + type(field.type()) + "'");
        }
        return query("select * from " + csv(file, "none", ", new_line = '\\n'", columns.toString()));
    }

    /** A file as a table in DuckDB, with these columns. */
    private static String csv(Path file, String compression, String options, String columns) {
        return "read_csv('" + file + "', auto_detect = false, header = true, delim = ',',"
                + " quote = '\"', escape = '\"', nullstr = '', allow_quoted_nulls = false, strict_mode = true,"
                + " parallel = false, compression = '" + compression + "'" + options + ", columns = "
                + columns + ")";
    }

    /** A query for the columns of {@link PlainEvents} in a file with these columns. */
    static String events(Path file, String compression, List<String> names) {
        StringJoiner columns = new StringJoiner(", ", "{", "}");
        names.forEach(name -> columns.add("'" + name.replace("'", "''") + "': 'varchar'"));
        return "select id::bigint, k, d::double, epoch_us(\"at\"::timestamptz), note from "
                + csv(file, compression, "", columns.toString());
    }

    private static String type(DataType type) {
        return type == DataType.TEXT ? "varchar" : type.sql();
    }

    private static @Nullable Object boxed(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value instanceof java.sql.Timestamp) {
            LocalDateTime time = result.getObject(column, LocalDateTime.class);
            return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.get(ChronoField.MICRO_OF_SECOND);
        }
        return value instanceof BigDecimal decimal ? decimal.unscaledValue().longValueExact() : value;
    }
}
