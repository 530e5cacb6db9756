package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feature sets of {@code docs/examples}, against what DuckDB and exact arithmetic say. */
final class ExampleSetsTest {
    @TempDir
    Path folder;

    private static String example(String name) {
        return Path.of(System.getProperty("millrace.root"))
                .resolve("docs")
                .resolve("examples")
                .resolve(name)
                .toString();
    }

    private static Path corpus(String name) {
        return Golden.folder("..").resolve("corpus").resolve(name);
    }

    private Path build(Path input, String set, String asOf) {
        Path matrix = folder.resolve("matrix.csv");
        InProcess.done(
                "build", input.toString(), "--features", set, "--as-of", asOf, "--out", matrix.toString(), "--strict");
        return matrix;
    }

    private void assertSameInDuckDb(Path input, String set, String asOf) throws Exception {
        Path matrix = build(input, set, asOf);
        Golden.assertSameMatrix(
                Golden.query(Golden.csv(matrix)),
                Golden.query(InProcess.done("sql", set, input.toString(), "--as-of", asOf)));
    }

    @Test
    void cookbookGivesWhatDuckDbGives() throws Exception {
        Path events = folder.resolve("events");
        InProcess.done(
                "generate",
                events.toString(),
                "--columns",
                "full",
                "--subscribers",
                "200",
                "--days",
                "40",
                "--seed",
                "42",
                "--quiet");
        assertSameInDuckDb(events, example("cookbook.yaml"), "2024-11-08");
    }

    @Test
    void onlineRetailIsExact() throws Exception {
        Path log = corpus("online-retail-by-day").resolve("by-day");
        Path matrix = build(log, example("online-retail.yaml"), "2011-12-10");
        String built = "select customerid, lines, cancelled_lines, quantity, cast(amount as decimal(18, 3)) as amount,"
                + " first_seen, last_seen, products from read_csv('" + matrix + "', all_varchar = true)";
        Path golden = Golden.folder("online-retail").resolve("expected-per-customer.csv");
        String expected = "select CustomerID, rows, rows_cancel, sum_quantity,"
                + " cast(sum_amount_exact as decimal(18, 3)) as amount, first_ts, last_ts, distinct_stockcode"
                + " from read_csv('" + golden + "', all_varchar = true) where CustomerID is not null";
        assertEquals(Golden.query(expected + " order by CustomerID"), Golden.query(built + " order by CustomerID"));
        assertTrue(Files.readString(folder.resolve("matrix.csv.run.json"))
                .replaceAll("\\s", "")
                .contains("\"without_key\":135080"));
    }

    @Test
    void onlineRetailInDoublesIsTheSameButForRounding() throws Exception {
        Path log = corpus("online-retail-by-day").resolve("by-day");
        Path doubles = folder.resolve("doubles.yaml");
        Files.writeString(
                doubles,
                Files.readString(Path.of(example("online-retail.yaml"))).replace("decimal(10, 3)", "double"));
        Path matrix = build(log, doubles.toString(), "2011-12-10");
        Path golden = Golden.folder("online-retail").resolve("expected-per-customer.csv");
        List<List<String>> wrong = Golden.query(
                "select a.CustomerID, a.amount, b.sum_amount_exact from read_csv('"
                        + matrix + "', all_varchar = true) a join read_csv('" + golden
                        + "', all_varchar = true) b using (CustomerID) where abs(cast(a.amount as double) -"
                        + " cast(b.sum_amount_exact as double)) > 1e-12 * greatest(1, abs(cast(b.sum_amount_exact as double)))");
        assertEquals(List.of(), wrong);
    }

    @Test
    void sparkifyGivesWhatDuckDbGives() throws Exception {
        Path log = corpus("sparkify-log-2018-11");
        Path events = folder.resolve("sparkify.parquet");
        Golden.execute("copy (select * replace (epoch_ms(ts) as ts) from read_json('" + log + "/2018/11/*.json')) to '"
                + events + "' (format parquet)");
        assertSameInDuckDb(events, example("sparkify.yaml"), "2018-12-01");
        assertTrue(Files.readString(folder.resolve("matrix.csv.run.json")).contains("NextSong"));
    }
}
