package io.millrace.core.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The profile of a table equals what DuckDB says of it. */
class ProfileInDuckDbTest {
    private static final int ROWS = 30_000;
    private static final Schema SCHEMA = Schema.of(
            Field.required("id", DataType.INT64),
            Field.nullable("number", DataType.FLOAT64),
            Field.nullable("other", DataType.FLOAT64),
            Field.nullable("word", DataType.TEXT));
    private static final String TABLE = "create table t as select i as id,"
            + " case when hash(i) % 11 <> 0 then (hash(i, 1) % 10000) / 7.0 end as number,"
            + " case when hash(i) % 13 <> 0 then sqrt(hash(i, 1) % 10000) + (hash(i, 2) % 100) end as other,"
            + " case when hash(i) % 5 <> 0 then 'w' || (hash(i, 3) % 500) end as word"
            + " from range(" + ROWS + ") r(i)";

    @Test
    void equalsTheProfileByDuckDb() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            MatrixProfile profile = profile(statement);
            ColumnProfile number = profile.columns().get(1);
            ColumnProfile word = profile.columns().get(3);
            try (ResultSet row = statement.executeQuery(
                    "select count(*) - count(number), min(number), max(number),"
                            + " avg(number), stddev_samp(number), count(distinct number), quantile_disc(number, 0.95),"
                            + " count(*) - count(word), min(word), max(word), count(distinct word), corr(number, other) from t")) {
                row.next();
                assertEquals(row.getLong(1), number.nulls());
                assertEquals(row.getDouble(2), number.min().orElseThrow());
                assertEquals(row.getDouble(3), number.max().orElseThrow());
                assertEquals(row.getDouble(4), number.mean().orElseThrow(), 1e-9);
                assertEquals(row.getDouble(5), number.deviation().orElseThrow(), 1e-9);
                assertEquals(row.getLong(6), number.distinct());
                assertEquals(row.getDouble(7), number.quantiles().get(5), 0.011 * row.getDouble(7));
                assertEquals(row.getLong(8), word.nulls());
                assertEquals(row.getString(9), word.min().orElseThrow());
                assertEquals(row.getString(10), word.max().orElseThrow());
                assertEquals(row.getLong(11), word.distinct());
                assertEquals(
                        row.getDouble(12), profile.strongest().orElseThrow().value(), 1e-12);
            }
        }
    }

    private static MatrixProfile profile(Statement statement) throws SQLException {
        MatrixProfiler profiler = MatrixProfiler.ofMatrix(SCHEMA, 1);
        ColumnBatch batch = new ColumnBatch(SCHEMA, 1000);
        DictionaryEncoder encoder = new DictionaryEncoder();
        batch.texts(3).dictionary(encoder.dictionary());
        try (ResultSet rows = statement.executeQuery("select * from t order by id")) {
            while (rows.next()) {
                int row = batch.rowCount();
                batch.rowCount(row + 1);
                batch.longs(0).set(row, rows.getLong(1));
                for (int column = 1; column <= 2; column++) {
                    batch.doubles(column).set(row, rows.getDouble(column + 1));
                    if (rows.wasNull()) {
                        batch.column(column).setNull(row);
                    }
                }
                String word = rows.getString(4);
                if (word == null) {
                    batch.column(3).setNull(row);
                } else {
                    batch.texts(3).set(row, encoder.encode(word));
                }
                if (batch.rowCount() == batch.capacity()) {
                    profiler.add(batch);
                    batch.clear();
                }
            }
        }
        profiler.add(batch);
        return profiler.profile();
    }
}
