package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.SharedFiles;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.BuiltInFeatureSets;
import io.millrace.core.run.Fate;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reference gives the answers that others computed: what every engine is compared with is itself compared. */
class ReferenceGoldenTest {
    private static final Instant AS_OF = Instant.parse("2024-10-31T00:00:00Z");

    @Test
    void computesTheCaseStudysMonth() throws SQLException {
        Path folder = golden("streamflow-30d");
        var outcome = run(EngineUnderTest.of(new ReferenceEngine()), folder.resolve("parquet"), DataType.INT64);
        assertMatrix(folder.resolve("expected-matrix.csv"), outcome);
        assertEquals(138_403, outcome.report().rows().get(Fate.USED));
    }

    @Test
    void computesTheTraps() throws SQLException {
        Path folder = golden("traps");
        var outcome = run(EngineUnderTest.of(new ReferenceEngine()), folder, DataType.TEXT);
        assertMatrix(folder.resolve("expected-entities-from-events.csv"), outcome);
        assertTrapsAccountedFor(outcome);
    }

    @Test
    void computesTheTrapsForARoster() throws SQLException {
        Path folder = golden("traps");
        List<@Nullable Object> roster =
                query("select user_id from read_csv('" + folder.resolve("roster.csv") + "', all_varchar = true)")
                        .stream()
                        .map(row -> row[0])
                        .toList();
        var engine = EngineUnderTest.of(new ReferenceEngine()).withRoster(DataType.TEXT, roster);
        var outcome = run(engine, folder, DataType.TEXT);
        assertMatrix(folder.resolve("expected-entities-from-roster.csv"), outcome);
        assertTrapsAccountedFor(outcome);
        assertEquals(2, outcome.report().entitiesWithoutEvents());
    }

    private static void assertTrapsAccountedFor(EngineUnderTest.Outcome outcome) {
        var rows = outcome.report().rows();
        assertEquals(1907, rows.read());
        assertEquals(12, rows.get(Fate.WITHOUT_KEY));
        assertEquals(4, rows.get(Fate.WITHOUT_TIME));
        assertEquals(3, rows.get(Fate.BEFORE_WINDOW));
        assertEquals(5, rows.get(Fate.AFTER_AS_OF));
        assertEquals(1883, rows.get(Fate.USED));
    }

    private static EngineUnderTest.Outcome run(EngineUnderTest engine, Path folder, DataType key) throws SQLException {
        Schema schema = Schema.of(
                Field.nullable("user_id", key),
                Field.nullable("event_type", DataType.TEXT),
                Field.nullable("timestamp", DataType.TIMESTAMP),
                Field.nullable("device_type", DataType.TEXT),
                Field.nullable("duration_seconds", DataType.INT64),
                Field.nullable("revenue", DataType.FLOAT64));
        String sql = "select user_id, event_type, epoch_us(timestamp), device_type, duration_seconds::bigint, revenue"
                + " from read_parquet('" + folder + "/*.parquet')";
        var set = BuiltInFeatureSets.find("streamflow-churn").orElseThrow();
        return engine.run(set, AS_OF, MemoryEventSource.ofRows(schema, query(sql)));
    }

    private static void assertMatrix(Path expected, EngineUnderTest.Outcome outcome) throws SQLException {
        String key = outcome.schema().field(0).type() == DataType.TEXT ? "varchar" : "bigint";
        List<@Nullable Object[]> rows = query("select user_id::" + key + ", columns(* exclude (user_id))::double"
                + " from read_csv('" + expected + "', all_varchar = true) order by 1");
        assertEquals(rows.size(), outcome.rows().size());
        for (int i = 0; i < rows.size(); i++) {
            assertEquals(rows.get(i)[0], outcome.rows().get(i).get(0));
            for (int column = 1; column < rows.get(i).length; column++) {
                double answer = (Double) rows.get(i)[column];
                double actual = ((Number) outcome.rows().get(i).get(column)).doubleValue();
                String place = outcome.schema().field(column).name() + " of " + rows.get(i)[0];
                assertEquals(answer, actual, 1e-12 * Math.abs(answer), place);
            }
        }
    }

    private static List<@Nullable Object[]> query(String sql) throws SQLException {
        List<@Nullable Object[]> rows = Rows.rows();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                @Nullable Object[] row = new Object[result.getMetaData().getColumnCount()];
                for (int column = 0; column < row.length; column++) {
                    row[column] = result.getObject(column + 1);
                }
                rows.add(Rows.row(row));
            }
        }
        return rows;
    }

    private static Path golden(String name) {
        return SharedFiles.path("golden").resolve(name);
    }
}
