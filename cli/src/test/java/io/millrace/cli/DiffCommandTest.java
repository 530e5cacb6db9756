package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two matrices compared from the command line. */
final class DiffCommandTest {
    @TempDir
    static Path built;

    @TempDir
    Path folder;

    private static Path events;

    @BeforeAll
    static void simulate() {
        events = built.resolve("events");
        InProcess.done("generate", events.toString(), "--subscribers", "300", "--days", "20", "--seed", "4", "--quiet");
        build("2024-10-11", "a.parquet");
        build("2024-10-21", "b.parquet");
        build("2024-10-11", "a.csv");
        build("2024-10-21", "b.arrow");
    }

    private static Path build(String asOf, String name, String... more) {
        Path matrix = built.resolve(name);
        List<String> words = new ArrayList<>(List.of("build", events.toString(), "--features", "streamflow-churn"));
        words.addAll(List.of("--window", "10d", "--as-of", asOf, "--out", matrix.toString(), "--quiet"));
        words.addAll(List.of(more));
        InProcess.done(words.toArray(String[]::new));
        return matrix;
    }

    private Path csv(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Outcome diff(Path a, Path b, String... more) {
        List<String> words = new ArrayList<>(List.of("diff", a.toString(), b.toString()));
        words.addAll(List.of(more));
        return InProcess.run(words.toArray(String[]::new));
    }

    private static JsonNode json(Outcome outcome) throws Exception {
        assertTrue(outcome.code() <= 1, outcome.err());
        return new ObjectMapper().readTree(outcome.out());
    }

    @ParameterizedTest
    @CsvSource({"a.csv, b.arrow", "a.parquet, b.arrow", "a.csv, b.parquet"})
    void saysTheSameOfEveryFormat(String a, String b) throws Exception {
        JsonNode expected = json(diff(built.resolve("a.parquet"), built.resolve("b.parquet"), "--format", "json"));

        JsonNode found = json(diff(built.resolve(a), built.resolve(b), "--format", "json"));

        assertEquals(expected.get("features"), found.get("features"));
        assertEquals(expected.get("examples"), found.get("examples"));
        assertEquals(15, found.get("features").size());
    }

    @Test
    void tellsWhatDuckDbTells() throws Exception {
        Path a = built.resolve("a.parquet");
        Path b = built.resolve("b.parquet");
        List<String> expected = Golden.query("select count(*) filter (where b.user_id is null),"
                        + " count(*) filter (where a.user_id is null),"
                        + " count(*) filter (where a.activity_trend <> b.activity_trend),"
                        + " max(abs(b.activity_trend - a.activity_trend))"
                        + " from '" + a + "' a full join '" + b + "' b using (user_id)")
                .get(0);

        JsonNode found = json(diff(a, b, "--features", "activity_trend", "--format", "json"));

        JsonNode rows = found.get("matrices");
        JsonNode feature = found.get("features").get(0);
        assertEquals(expected.get(0), rows.get("entities_gone").asText());
        assertEquals(expected.get(1), rows.get("entities_new").asText());
        assertEquals(expected.get(2), feature.get("changed").asText());
        assertEquals(
                Double.parseDouble(expected.get(3)),
                Math.abs(feature.get("largest_change").asDouble()));
        assertEquals(1, found.get("features").size());
    }

    @Test
    void exitsWithOneAboveALimit() throws Exception {
        Path a = csv("a.csv", "user_id,x,word\na,1,p\nb,2,p\nc,3,p\nd,4,p\n");
        Path b = csv("b.csv", "user_id,x,word\na,1,p\nb,2.5,p\nc,3,p\ne,9,p\n");
        String[] words = {"--column", "word=text", "--max-change", "0.5", "--max-gone", "1", "--max-new", "25%"};

        assertEquals(0, diff(a, b, words).code());
        assertEquals(
                1, diff(a, b, "--column", "word=text", "--max-change", "0.49").code());
        assertEquals(1, diff(a, b, "--column", "word=text", "--max-gone", "0").code());
        assertEquals(
                1, diff(a, b, "--column", "word=text", "--max-new", "24.9%").code());
        assertEquals(0, diff(a, b, "--column", "word=text").code());
        // Half a row for the value that is gone and for the one that is new: 2 (1/4 - 1/8) ln 2 of each, twice for 2
        // and 2.5.
        double drift = 4 * 0.125 * Math.log(2);
        assertEquals(
                0,
                diff(a, b, "--features", "x", "--max-drift", Double.toString(drift + 1e-9))
                        .code());
        Outcome exceeded = diff(a, b, "--features", "x", "--max-drift", Double.toString(drift - 1e-9));
        assertEquals(1, exceeded.code());
        assertTrue(exceeded.out().contains("FAIL"), exceeded.out());
    }

    @Test
    void takesTextsAndNullsForMoreThanAnyChange() throws Exception {
        Path a = csv("a.csv", "user_id,x,word\na,1,p\nb,,p\n");

        assertEquals(
                1,
                diff(a, csv("word.csv", "user_id,x,word\na,1,q\nb,,p\n"), "--column", "word=text", "--max-change", "99")
                        .code());
        assertEquals(
                1,
                diff(
                                a,
                                csv("null.csv", "user_id,x,word\na,1,p\nb,0,p\n"),
                                "--column",
                                "word=text",
                                "--max-change",
                                "99")
                        .code());
    }

    @Test
    void tellsColumnsOfOneMatrixAndHoldsThemAgainstLimits() throws Exception {
        Path a = csv("a.csv", "user_id,x,old\na,1,2\n");
        Path b = csv("b.csv", "user_id,x,new\na,1,2\n");

        JsonNode columns = json(diff(a, b, "--format", "json")).get("columns");

        assertEquals("old only in A, new only in B", words(columns));
        assertEquals(1, diff(a, b, "--max-drift", "1").code());
        assertEquals(0, diff(a, b, "--max-drift", "1", "--features", "x").code());
        assertEquals(
                0,
                diff(csv("less.csv", "user_id,x\na,1\n"), b, "--max-drift", "1").code());
    }

    private static String words(JsonNode columns) {
        List<String> words = new ArrayList<>();
        columns.forEach(column -> words.add(
                column.get("column").asText() + " " + column.get("why").asText()));
        return String.join(", ", words);
    }

    @Test
    void refusesAFeatureThatIsNotThereWithTheNearest() throws Exception {
        Path a = csv("a.csv", "user_id,paid\na,1\n");

        Outcome outcome = diff(a, a, "--features", "piad");

        assertEquals(3, outcome.code());
        assertTrue(outcome.err().contains("did you mean paid?"), outcome.err());
    }

    @Test
    void keepsTimesOfAnEntityApart() throws Exception {
        Path a = build("2024-10-05,2024-10-11", "times-a.parquet");
        Path b = build("2024-10-11,2024-10-21", "times-b.csv");

        JsonNode rows = json(diff(a, b, "--format", "json")).get("matrices");

        List<String> expected = Golden.query(
                        "select count(*) filter (where a.user_id is not null and b.user_id is not null),"
                                + " count(distinct user_id) filter (where a.user_id is not null),"
                                + " (select count(*) from (select user_id from '" + a + "' except select user_id from '"
                                + b + "'))"
                                + " from '" + a + "' a full join '" + b + "' b using (user_id, as_of)")
                .get(0);
        assertEquals(expected.get(0), rows.get("rows_in_both").asText());
        assertEquals(expected.get(1), rows.get("entities_a").asText());
        assertEquals(expected.get(2), rows.get("entities_gone").asText());

        Outcome mixed = diff(a, built.resolve("a.parquet"));
        assertEquals(3, mixed.code());
        assertTrue(mixed.err().contains("--as-of-column"), mixed.err());
        Outcome other = diff(built.resolve("a.parquet"), a);
        assertEquals(3, other.code());
        assertTrue(other.err().contains("times-a.parquet has a column as_of"), other.err());
    }

    @Test
    void comparesByTheColumnsThatAreNamed() throws Exception {
        Path a = csv("a.csv", "shop,user_id,x\ns,1,1\ns,2,5\nt,1,7\n");
        Path b = csv("b.csv", "shop,user_id,x\ns,1,1\ns,2,6\nt,3,7\n");

        JsonNode found = json(diff(
                a, b, "--key", "shop,user_id", "--column", "user_id=bigint", "--format", "json", "--examples", "1"));

        assertEquals(2, found.get("matrices").get("rows_in_both").asInt());
        assertEquals("t, 1", found.get("examples").get(0).get("entity").asText());
        assertEquals("s, 2", found.get("features").get(0).get("at").asText());
        Outcome first = diff(a, b);
        assertEquals(3, first.code());
        assertTrue(first.err().contains("same key as the row before"), first.err());
    }

    @Test
    void saysWhatToDoWhereNumbersAreReadAsText() throws Exception {
        Path a = csv("a.csv", "user_id,x\n9,1\n10,1\n");

        Outcome outcome = diff(a, a);

        assertEquals(3, outcome.code());
        assertTrue(outcome.err().contains("--column user_id=bigint"), outcome.err());
        assertEquals(0, diff(a, a, "--column", "user_id=bigint").code());
    }

    @ParameterizedTest
    @CsvSource({"--max-drift, -1", "--max-change, much", "--max-gone, 5x", "--column, user_id=number"})
    void refusesLimitsThatAreNone(String option, String value) throws Exception {
        Path a = csv("a.csv", "user_id,x\na,1\n");

        Outcome outcome = diff(a, a, option, value);

        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains(option), outcome.err());
    }
}
