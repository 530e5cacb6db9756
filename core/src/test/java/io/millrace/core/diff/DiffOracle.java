package io.millrace.core.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Two tables {@code a} and {@code b} in DuckDB, and what they differ by in its words. */
final class DiffOracle implements AutoCloseable {
    private static final double TOLERANCE = 1e-12;

    private final Connection connection;
    private final Statement statement;
    private final Schema schema;
    private final String key;

    /** @param key the columns of the key, with commas between */
    DiffOracle(Schema schema, String key, String tableA, String tableB) throws SQLException {
        this.connection = DriverManager.getConnection("jdbc:duckdb:");
        this.statement = connection.createStatement();
        this.schema = schema;
        this.key = key;
        statement.execute("create table a as " + tableA);
        statement.execute("create table b as " + tableB);
    }

    /** One of the tables in the order of its keys. */
    MemoryEventSource table(String name) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        StringBuilder columns = new StringBuilder();
        for (Field field : schema.fields()) {
            columns.append(columns.isEmpty() ? "" : ", ")
                    .append(field.type() == DataType.TIMESTAMP ? "epoch_us(" + field.name() + ")" : field.name());
        }
        try (ResultSet result = statement.executeQuery("select " + columns + " from " + name + " order by " + key)) {
            while (result.next()) {
                @Nullable Object[] row = new Object[schema.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getObject(i + 1);
                }
                rows.add(row);
            }
        }
        return MemoryEventSource.ofRows(schema, rows);
    }

    long count(String sql) throws SQLException {
        return (long) number("select count(*) from (" + sql + ")").orElseThrow();
    }

    private OptionalDouble number(String sql) throws SQLException {
        try (ResultSet result = statement.executeQuery(sql)) {
            result.next();
            double value = result.getDouble(1);
            return result.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
        }
    }

    /** Whether what was found of a feature is what DuckDB says. */
    void assertSame(FeatureDifference found) throws SQLException {
        Field field = schema.find(found.name()).orElseThrow();
        int unit = field.type() == DataType.TIMESTAMP ? 1_000_000 : 1;
        String pairs = "(select a." + found.name() + " as x, b." + found.name() + " as y, " + number(field, "a")
                + " as u, " + number(field, "b") + " as v, a.* from a join b using (" + key + "))";
        assertEquals(
                count("from " + pairs + " where x is distinct from y"), found.changed(), found.name() + " changed");
        assertEquals(
                count("from " + pairs + " where (x is null) <> (y is null)"),
                found.nullInOne(),
                found.name() + " null in one");
        assertNear(
                number("select (v - u) / " + unit + " from " + pairs + " order by abs(v - u) desc nulls last, " + key
                        + " limit 1"),
                found.largest(),
                found.name() + " largest change");
        assertNear(
                number("select avg(abs(v - u)) / " + unit + " from " + pairs),
                found.mean(),
                found.name() + " mean change");
        assertNear(number(drift(field)), found.drift(), found.name() + " drift");
        assertEquals(count("from a where " + found.name() + " is null"), found.nullsA());
        assertEquals(count("from b where " + found.name() + " is null"), found.nullsB());
    }

    private static void assertNear(OptionalDouble expected, OptionalDouble found, String what) {
        assertEquals(expected.isPresent(), found.isPresent(), what);
        if (expected.isPresent()) {
            double wanted = expected.getAsDouble();
            assertEquals(wanted, found.getAsDouble(), TOLERANCE * Math.max(1, Math.abs(wanted)), what);
        }
    }

    /** A cell as the number whose change is told; null for a text. */
    private static String number(Field field, String table) {
        String cell = table + "." + field.name();
        return switch (field.type().kind()) {
            case TEXT -> "null::double";
            case TIMESTAMP -> "epoch_us(" + cell + ")";
            case BOOLEAN -> cell + "::int";
            default -> cell;
        };
    }

    /**
     * The population stability index. A bin of numbers has a name made of how many borders, that is deciles of a, lie below the
     * value, how many frequent values do, and whether it is one itself.
     */
    private String drift(Field field) {
        boolean text = field.type() == DataType.TEXT;
        String bin = text
                ? "case when x is null then 'null' when x in (from frequent) then 'is ' || x else 'other' end"
                : "case when x is null then 'null' else (select count(*) from borders where v < x) || '/'"
                        + " || (select count(*) from frequent where v < x) || '/' || (x in (from frequent)) end";
        String frequent = text
                ? "select x as v from va where x is not null group by x order by count(*) desc limit 20"
                : "select x as v from va where x is not null group by x"
                        + " having count(*) * 10 >= (select count(x) from va)";
        return "with va as (select " + number(field, "a", text) + " as x from a), vb as (select "
                + number(field, "b", text) + " as x from b),"
                + " ranked as (select x, row_number() over (order by x) as place, count(*) over () as n from va where x is not null),"
                + " borders as (select distinct x as v from ranked, range(1, 10) t(i) where place = (i * n + 9) // 10),"
                + " frequent as (" + frequent + "),"
                + " ba as (select " + bin + " as bin, count(*) as c from va group by 1),"
                + " bb as (select " + bin + " as bin, count(*) as c from vb group by 1),"
                + " shares as (select greatest(coalesce(ba.c, 0), 0.5) / (select count(*) from va) as p,"
                + "   greatest(coalesce(bb.c, 0), 0.5) / (select count(*) from vb) as q from ba full join bb using (bin))"
                + " select case when (select count(*) from va) > 0 and (select count(*) from vb) > 0"
                + " then coalesce(sum((q - p) * ln(q / p)), 0) end from shares";
    }

    private static String number(Field field, String table, boolean text) {
        return text ? table + "." + field.name() : number(field, table);
    }

    @Override
    public void close() throws SQLException {
        statement.close();
        connection.close();
    }
}
