package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InspectCommandTest {
    @TempDir
    Path folder;

    private static JsonNode json(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--format", "json"));
        return new ObjectMapper().readTree(InProcess.done(all.toArray(String[]::new)));
    }

    /** Writes files by what DuckDB selects. */
    private void write(String name, String select) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (" + select + ") to '" + folder.resolve(name) + "' (format parquet)");
        }
    }

    @Test
    void tellsOfTrapsWhatDuckDbTells() throws Exception {
        Path traps = Golden.folder("traps");
        String table = "read_parquet('" + traps + "/*.parquet')";

        JsonNode told = json("inspect", traps.toString(), "--threads", "3", "--batch-rows", "100");

        assertEquals(1_907, told.path("files").path("rows").asLong());
        assertEquals(14, told.path("values").size());
        for (JsonNode column : told.path("values")) {
            String name = column.path("column").asText();
            List<String> expected = Golden.query("select count(*) - count(\"" + name + "\"), min(\"" + name
                            + "\"), max(\"" + name + "\"), count(distinct \"" + name + "\") from " + table)
                    .get(0);
            assertEquals(expected.get(0), column.path("nulls").asText(), name);
            assertEquals(expected.get(3), column.path("distinct").asText(), name);
            assertSameValue(expected.get(1), column.path("min"), name);
            assertSameValue(expected.get(2), column.path("max"), name);
        }
        List<List<String>> types = Golden.query("select event_type, count(*) from " + table
                + " where event_type is not null group by 1 order by 2 desc, 1");
        for (int i = 0; i < types.size(); i++) {
            assertEquals(
                    types.get(i).get(0),
                    told.path("event_types").get(i).path("event_type").textValue());
            assertEquals(
                    types.get(i).get(1),
                    told.path("event_types").get(i).path("rows").asText());
        }
        assertEquals(
                9, told.path("event_types").get(types.size()).path("rows").asLong(), "events without a type come last");
    }

    private static void assertSameValue(String expected, JsonNode told, String name) {
        if (expected == null) {
            assertTrue(told.isNull(), name);
        } else if (told.isNumber()) {
            assertEquals(Double.parseDouble(expected), told.asDouble(), name);
        } else {
            assertEquals(expected.replaceAll("\\.0$", ""), told.asText().replaceAll(" UTC$", ""), name);
        }
    }

    @Test
    void tellsWhereFilesDiffer() throws Exception {
        write("a.parquet", "select 1::bigint as user_id, timestamp '2024-01-01' as timestamp, 'x' as event_type");
        write("b.parquet", "select 2::integer as user_id, timestamp '2024-01-05' as timestamp, 1.5 as extra");

        Outcome outcome = InProcess.run("inspect", folder.toString());

        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("missing in " + folder.resolve("b.parquet")), outcome.out());
        assertTrue(outcome.out().contains("missing in " + folder.resolve("a.parquet")), outcome.out());
        assertTrue(outcome.out().contains("INT64 (int64) in " + folder.resolve("a.parquet")), outcome.out());
        assertTrue(outcome.out().contains("2024-01-02 to 2024-01-04"), outcome.out());
    }

    @Test
    void tellsByFootersAloneWhatTheyKnow() throws Exception {
        write("a.parquet", "select range as user_id, timestamp '2024-01-01' as timestamp from range(5)");

        JsonNode told = json("inspect", folder.toString(), "--footers");

        assertEquals(5, told.path("files").path("rows").asLong());
        assertEquals(4, told.path("columns").get(0).path("max").asLong());
        assertFalse(told.has("values"));
    }
}
