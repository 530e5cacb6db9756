package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.SharedFiles;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.sql.DuckDbSql;
import io.millrace.core.sql.DuckDbSql.RosterTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The SQL of the built-in set over golden data gives the answers that others computed. */
class DuckDbGoldenTest {

    @Test
    void computesTheMonthOfTheCaseStudy() throws SQLException {
        Path folder = golden("streamflow-30d");
        compare(DataType.INT64, folder.resolve("parquet/*.parquet"), folder.resolve("expected-matrix.csv"), null, 400);
    }

    @Test
    void computesTheTraps() throws SQLException {
        Path folder = golden("traps");
        Path events = folder.resolve("events-*.parquet");
        compare(DataType.TEXT, events, folder.resolve("expected-entities-from-events.csv"), null, 60);
    }

    @Test
    void computesTheTrapsForARoster() throws SQLException {
        Path folder = golden("traps");
        Path events = folder.resolve("events-*.parquet");
        Path expected = folder.resolve("expected-entities-from-roster.csv");
        compare(DataType.TEXT, events, expected, folder.resolve("roster.csv"), 62);
    }

    private static Path golden(String name) {
        Path folder = SharedFiles.path("golden").resolve(name);
        assertTrue(Files.isDirectory(folder), folder + " is no folder");
        return folder;
    }

    private static void compare(DataType key, Path events, Path expected, @Nullable Path roster, int rows)
            throws SQLException {
        FeaturePlan plan = Binder.bind(StreamflowChurn.featureSet(), Streamflow.schema(key), Bindings.AS_OF);
        Optional<RosterTable> table = Optional.ofNullable(roster)
                .map(file ->
                        new RosterTable(DuckDbSql.csv(List.of(file.toString()), new Schema(List.of())), "user_id"));
        try (DuckDb duckDb = new DuckDb()) {
            List<List<@Nullable Object>> actual =
                    duckDb.rows(DuckDbSql.of(plan, DuckDbSql.parquet(List.of(events.toString())), table));
            List<List<@Nullable Object>> answers = answers(duckDb, key, expected);
            assertEquals(rows, actual.size());
            assertEquals(rows, answers.size());
            for (int row = 0; row < rows; row++) {
                assertSame(plan, answers.get(row), actual.get(row));
            }
        }
    }

    private static List<List<@Nullable Object>> answers(DuckDb duckDb, DataType key, Path expected)
            throws SQLException {
        String entity = key == DataType.INT64 ? "cast(user_id as bigint)" : "user_id";
        return duckDb.rows("select * replace (" + entity + " as user_id) from "
                + DuckDbSql.csv(List.of(expected.toString()), new Schema(List.of())) + " order by user_id");
    }

    private static void assertSame(FeaturePlan plan, List<@Nullable Object> expected, List<@Nullable Object> actual) {
        assertEquals(expected.get(0), actual.get(0));
        assertEquals(expected.size(), actual.size());
        List<String> names = new ArrayList<>(plan.matrix().names());
        for (int column = 1; column < expected.size(); column++) {
            double wanted = Double.parseDouble(String.valueOf(expected.get(column)));
            double computed = Double.parseDouble(String.valueOf(actual.get(column)));
            double tolerance = actual.get(column) instanceof Double ? 1e-12 * Math.abs(wanted) : 0;
            String cell = names.get(column) + " of " + expected.get(0);
            assertEquals(wanted, computed, tolerance, cell);
        }
    }
}
