package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.sql.DuckDbSql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs plans as SQL in DuckDB over rows in tables; cells are boxed as everywhere in the kit. */
final class DuckDbMatrix implements AutoCloseable {
    private final Connection connection;

    DuckDbMatrix() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        execute("set threads = 1");
        execute("set TimeZone = 'UTC'");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void events(Schema schema, List<@Nullable Object[]> rows) throws SQLException {
        fill("events", schema, rows);
    }

    /** The table of a roster of these entities. */
    DuckDbSql.RosterTable roster(Schema schema, List<@Nullable Object[]> rows, boolean alone) throws SQLException {
        fill("roster_table", schema, rows);
        return new DuckDbSql.RosterTable("roster_table", schema.names(), alone);
    }

    private void fill(String table, Schema schema, List<@Nullable Object[]> rows) throws SQLException {
        execute("create or replace table " + table + " ("
                + schema.fields().stream()
                        .map(field -> '"' + field.name() + "\" " + type(field.type()))
                        .collect(Collectors.joining(", "))
                + ")");
        String places = schema.fields().stream()
                .map(field -> field.type() == DataType.TIMESTAMP ? "make_timestamp(?::bigint)" : "?")
                .collect(Collectors.joining(", "));
        try (PreparedStatement insert =
                connection.prepareStatement("insert into " + table + " values (" + places + ")")) {
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, stored(schema.field(i), row[i]));
                }
                insert.execute();
            }
        }
    }

    private static String type(DataType type) {
        return type == DataType.TEXT ? "varchar" : type.sql();
    }

    private static @Nullable Object stored(Field field, @Nullable Object value) {
        return value != null && field.type().isDecimal()
                ? BigDecimal.valueOf((Long) value, field.type().scale())
                : value;
    }

    /** The matrix. */
    List<List<@Nullable Object>> run(FeaturePlan plan, Optional<DuckDbSql.RosterTable> roster) throws SQLException {
        String sql = DuckDbSql.of(plan, "events", roster);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<@Nullable Object> row = new ArrayList<>();
                for (int column = 1; column <= plan.matrix().size(); column++) {
                    row.add(boxed(result, column));
                }
                rows.add(Collections.unmodifiableList(row));
            }
        } catch (SQLException e) {
            throw new SQLException(e.getMessage() + "\nin\n" + sql, e);
        }
        return rows;
    }

    private static @Nullable Object boxed(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        if (value instanceof java.sql.Timestamp) {
            LocalDateTime time = result.getObject(column, LocalDateTime.class);
            return time.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + time.get(ChronoField.MICRO_OF_SECOND);
        }
        return value instanceof BigDecimal decimal ? decimal.unscaledValue().longValueExact() : value;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
