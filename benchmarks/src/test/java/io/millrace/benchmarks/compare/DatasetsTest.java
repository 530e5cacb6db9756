package io.millrace.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.benchmarks.compare.Dataset.Kind;
import io.millrace.core.streamflow.SimulatorSettings.Order;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
    @TempDir
    Path root;

    @Test
    void ofDuckDbAreAsTheEcosystemWritesThem() throws Exception {
        Path folder = require(Kind.SNAPPY, Order.USER);
        String files = "('" + folder + "/*.parquet')";
        assertEquals(
                "2|2", row("select count(distinct file_name), sum(num_row_groups) from parquet_file_metadata" + files));
        assertEquals(
                "OPTIONAL",
                row("select distinct repetition_type from parquet_schema" + files + " where type is not null"));
        assertEquals("SNAPPY", row("select distinct compression from parquet_metadata" + files));
        assertEquals(
                "PLAIN_DICTIONARY",
                row("select distinct encodings from parquet_metadata" + files
                        + " where path_in_schema = 'event_type'"));
    }

    @Test
    void holdTheSimulatorsRowsInItsOrder() throws Exception {
        for (Order order : Order.values()) {
            Path simulated = require(Kind.MILLRACE, order);
            Path rewritten = require(Kind.SNAPPY, order);
            String rows =
                    "select md5(string_agg(e::varchar, chr(10))), count(*) > 1000 from read_parquet('%s/*.parquet') e";
            assertEquals(row(rows.formatted(simulated)), row(rows.formatted(rewritten)));
            assertTrue(row(rows.formatted(simulated)).endsWith("|true"));
        }
    }

    @Test
    void ofManyUsersHaveOneToThreeEventsEach() throws Exception {
        Path folder = require(Kind.MANY_USERS, Order.USER);
        assertEquals(
                "50|1|3|101",
                row("select count(*), min(n), max(n), sum(n) from" + " (select count(*) as n from read_parquet('"
                        + folder + "/*.parquet') group by user_id)"));
        assertEquals(
                "2|true",
                row("select count(distinct filename), bool_and(contains(filename, strftime(\"timestamp\", '%Y-%m-%d')))"
                        + " from read_parquet('" + folder + "/*.parquet', filename = true)"));
    }

    @Test
    void areMadeOnce() throws Exception {
        Path folder = require(Kind.CSV, Order.TIME);
        List<Path> files = Datasets.files(folder, ".csv");
        FileTime written = Files.getLastModifiedTime(files.get(0));
        assertEquals(folder, require(Kind.CSV, Order.TIME));
        assertEquals(written, Files.getLastModifiedTime(files.get(0)));
        try (Stream<Path> all = Files.list(root)) {
            assertFalse(all.anyMatch(path -> path.getFileName().toString().startsWith("unfinished")));
        }
    }

    @Test
    void leaveNothingWhereTheyCannotBeMade() throws Exception {
        // No user, whom the simulator refuses.
        Dataset impossible = new Dataset(Kind.SNAPPY, 0, 2, 7, Order.USER);
        assertThrows(IllegalArgumentException.class, () -> new Datasets(root).require(impossible, 2));
        try (Stream<Path> all = Files.list(root)) {
            assertEquals(List.of(), all.toList());
        }
    }

    private Path require(Kind kind, Order order) {
        return new Datasets(root).require(new Dataset(kind, 50, 2, 7, order), 2);
    }

    private static String row(String query) throws SQLException {
        try (Connection connection = DuckDb.connect(1);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            assertTrue(result.next());
            StringBuilder row = new StringBuilder(result.getString(1));
            for (int i = 2; i <= result.getMetaData().getColumnCount(); i++) {
                row.append('|').append(result.getString(i));
            }
            assertFalse(result.next(), () -> "one row of " + query);
            return row.toString();
        }
    }
}
