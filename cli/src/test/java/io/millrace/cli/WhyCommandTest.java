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
import org.junit.jupiter.params.provider.ValueSource;

/** Cells of matrices, asked why. */
final class WhyCommandTest {
    private static final String[] SMALL = {"--memory", "512m", "--threads", "2"};

    @TempDir
    static Path built;

    @TempDir
    Path folder;

    private static Path events;
    private static Path matrix;

    @BeforeAll
    static void buildMatrix() {
        events = built.resolve("events");
        InProcess.done("generate", events.toString(), "--subscribers", "300", "--days", "30", "--seed", "4", "--quiet");
        matrix = build(
                events,
                "streamflow-churn",
                built.resolve("m.parquet"),
                "--as-of",
                "2024-10-31",
                "--roster",
                events.resolve("roster.csv").toString());
    }

    private static Path build(Path input, String features, Path out, String... more) {
        List<String> words = new ArrayList<>(List.of("build", input.toString(), "--features", features));
        words.addAll(List.of("--out", out.toString(), "--quiet"));
        words.addAll(List.of(SMALL));
        words.addAll(List.of(more));
        InProcess.done(words.toArray(String[]::new));
        return out;
    }

    private static Outcome why(Path matrix, String entity, String feature, String... more) {
        List<String> words = new ArrayList<>(List.of("why", matrix.toString(), "--entity", entity));
        words.addAll(List.of("--feature", feature));
        words.addAll(List.of(SMALL));
        words.addAll(List.of(more));
        return InProcess.run(words.toArray(String[]::new));
    }

    private static JsonNode json(Path matrix, String entity, String feature, String... more) throws Exception {
        List<String> words = new ArrayList<>(List.of(more));
        words.addAll(List.of("--format", "json"));
        Outcome outcome = why(matrix, entity, feature, words.toArray(String[]::new));
        assertEquals(0, outcome.code(), outcome.err() + outcome.out());
        return new ObjectMapper().readTree(outcome.out());
    }

    private Path set(String text) throws Exception {
        return Files.writeString(folder.resolve("set.yaml"), "feature_set: own\ntime: at\nwindow: 10d\n" + text);
    }

    private Path log(String name, String text) throws Exception {
        return Files.writeString(folder.resolve(name), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "daily_avg_events",
                "video_completion_rate",
                "feature_breadth",
                "support_intensity",
                "device_diversity",
                "total_revenue",
                "revenue_per_event",
                "avg_video_duration",
                "mobile_fraction",
                "search_to_view_ratio",
                "days_since_last_event",
                "days_since_last_support",
                "days_since_last_video",
                "activity_trend",
                "activity_volatility"
            })
    void tellsTheCellThatTheMatrixHolds(String feature) throws Exception {
        List<List<String>> extremes = Golden.query("(select user_id, " + feature + " from '" + matrix
                + "' order by 2, 1 limit 1)" + " union all (select user_id, " + feature + " from '" + matrix
                + "' order by 2 desc, 1 limit 1)");
        for (List<String> row : extremes) {
            JsonNode cell = json(matrix, row.get(0), feature).get("cell");

            assertEquals(
                    Double.parseDouble(row.get(1)), cell.get("computed_now").asDouble());
            assertEquals(cell.get("in_the_matrix"), cell.get("computed_now"));
            assertTrue(cell.get("same").asBoolean());
        }
    }

    @Test
    void tellsTheAggregationsAndEventsThatDuckDbTells() throws Exception {
        String log = "from '" + events + "/*.parquet' where user_id = 42";
        List<String> expected = Golden.query("select count(*) filter (where event_type = 'video_start'),"
                        + " count(*) filter (where event_type = 'search') " + log)
                .get(0);
        List<List<String>> last = Golden.query("select strftime(\"timestamp\", '%Y-%m-%d %H:%M:%S'), event_type " + log
                + " and event_type in ('video_start', 'search') order by \"timestamp\" desc limit 7");

        JsonNode why = json(matrix, "42", "search_to_view_ratio", "--limit", "7");

        assertEquals(
                "count_video_start", why.get("aggregations").get(0).get("name").asText());
        for (int i = 0; i < 2; i++) {
            JsonNode aggregation = why.get("aggregations").get(i);
            assertEquals(expected.get(i), aggregation.get("value").asText());
            assertEquals(expected.get(i), aggregation.get("events").asText());
        }
        List<List<String>> shown = new ArrayList<>();
        why.get("events")
                .forEach(event -> shown.add(
                        0,
                        List.of(
                                event.get("timestamp").asText(),
                                event.get("event_type").asText())));
        assertEquals(last, shown);
        assertEquals(
                Long.parseLong(expected.get(0)) + Long.parseLong(expected.get(1)),
                why.get("log").get("events_taken").asLong());
    }

    @Test
    void leavesOutWhatIsNotEvaluated() throws Exception {
        JsonNode steps = json(matrix, "42", "search_to_view_ratio").get("steps");

        List<String> expressions = new ArrayList<>();
        steps.forEach(step -> expressions.add(step.get("expression").asText()));
        assertTrue(expressions.contains("count_search / count_video_start"), expressions.toString());
        assertTrue(expressions.stream().noneMatch("count_search > 0"::equals), expressions.toString());
    }

    @Test
    void explainsAnEntityWithoutEvents() throws Exception {
        String entity = Golden.query("select user_id from '" + matrix + "' where daily_avg_events = 0 limit 1")
                .get(0)
                .get(0);

        JsonNode why = json(matrix, entity, "days_since_last_event");

        assertEquals(999, why.get("cell").get("computed_now").asInt());
        assertEquals(0, why.get("log").get("events_used").asInt());
        assertEquals(0, why.get("events").size());
    }

    @Test
    void knowsKeysTimesDefaultsAndWindows() throws Exception {
        Path log = log(
                "log.csv",
                "shop,user,at,paid\n\"a,b\",1,2024-01-02,5\n\"a,b\",1,2024-01-05,\n\"a,b\",2,2024-01-05,7\nc,1,2024-01-05,9\n");
        Path set = set(
                "entity: [shop, user]\ncolumns: {user: bigint, paid: double}\nlet:\n  spent: sum(paid)\nfeatures:\n"
                        + "  recent: {is: spent, window: 2d, default: -1}\n  before: {is: spent, window: 2d, offset: 3d}\n");
        Path out = build(log, set.toString(), folder.resolve("m.csv"), "--as-of", "2024-01-05,2024-01-06");

        JsonNode recent = json(out, "a,b", "recent", "--entity", "1", "--as-of", "2024-01-06");
        JsonNode before = json(out, "a,b", "before", "--entity", "1", "--as-of", "2024-01-06");
        JsonNode other = json(out, "c,1", "recent", "--as-of", "2024-01-06");

        assertEquals(-1, recent.get("cell").get("computed_now").asDouble());
        assertTrue(recent.get("cell").get("default").asBoolean());
        assertTrue(recent.get("aggregations").get(0).get("value").isNull());
        // The only event in it has no value of paid.
        assertEquals(0, recent.get("aggregations").get(0).get("events").asInt());
        assertEquals(5, before.get("cell").get("computed_now").asDouble());
        assertEquals(
                "2 days, until 3 days before",
                before.get("aggregations").get(0).get("window").asText());
        assertEquals(2, before.get("events").get(0).get("place").asInt());
        assertEquals(9, other.get("cell").get("computed_now").asDouble());
        Outcome when = why(out, "c,1", "recent");
        assertEquals(2, when.code());
        assertTrue(when.err().contains("2024-01-05T00:00:00Z, 2024-01-06T00:00:00Z"), when.err());
    }

    @Test
    void evaluatesNoPartThatTheFeatureDoesNotReach() throws Exception {
        Path log = log("log.csv", "user,at,word\n1,2024-01-02,none\n2,2024-01-02,12\n");
        Path set = set("entity: user\ncolumns: {user: bigint, word: text}\nfeatures:\n"
                + "  n: case when max(word) like '1%' then cast(max(word) as bigint) + 1 else 0 end\n");
        Path out = build(log, set.toString(), folder.resolve("m.csv"), "--as-of", "2024-01-05");

        assertEquals(13, json(out, "2", "n").get("cell").get("computed_now").asInt());
        JsonNode unreached = json(out, "1", "n");
        assertEquals(0, unreached.get("cell").get("computed_now").asInt());
        assertTrue(!unreached.get("steps").toString().contains("+ 1\""), unreached.toString());
    }

    @Test
    void removesDuplicatesAndRefusedEventsAsTheBuildDid() throws Exception {
        Path log = log(
                "log.csv",
                "user,at,id,paid\n1,2024-01-02,a,5\n1,2024-01-03,a,6\n1,2024-01-04,b,-7\n1,2024-01-04,c,8\n1,never,d,9\n");
        Path set = set("entity: user\ncolumns: {user: bigint, paid: double, id: text}\nvalidators:\n"
                + "  paid: paid >= 0\nfeatures:\n  total: sum(paid)\n  events: count(*)\n");
        Path out = build(
                log,
                set.toString(),
                folder.resolve("m.csv"),
                "--as-of",
                "2024-01-05",
                "--deduplicate",
                "id",
                "--quarantine",
                folder.resolve("bad").toString());

        JsonNode why = json(out, "1", "total");

        assertEquals(13, why.get("cell").get("computed_now").asDouble());
        assertEquals(1, why.get("log").get("duplicates").asInt());
        assertEquals(1, why.get("log").get("refused").asInt());
        List<Double> shown = new ArrayList<>();
        why.get("events").forEach(event -> shown.add(event.get("paid").asDouble()));
        assertEquals(List.of(5.0, 6.0, 8.0), shown);
    }

    @Test
    void saysLoudlyThatTheCellIsAnotherOneNow() throws Exception {
        Path log = log("log.csv", "user,at\n1,2024-01-02\n1,2024-01-03\n");
        Path set = set("entity: user\ncolumns: {user: bigint}\nfeatures:\n  events: count(*)\n");
        Path out = build(log, set.toString(), folder.resolve("m.csv"), "--as-of", "2024-01-05");
        assertEquals(2, json(out, "1", "events").get("cell").get("computed_now").asInt());

        log("log.csv", "user,at\n1,2024-01-02\n1,2024-01-03\n1,2024-01-04\n");
        Outcome outcome = why(out, "1", "events");

        assertEquals(1, outcome.code());
        assertTrue(outcome.out().contains("FAIL"), outcome.out());
        assertTrue(outcome.err().contains("not what the events give now"), outcome.err());
        assertTrue(outcome.err().contains("fingerprints differ"), outcome.err());
    }

    @Test
    void refusesAMatrixThatIsNotTheRecords() throws Exception {
        Path log = log("log.csv", "user,at\n1,2024-01-02\n");
        Path set = set("entity: user\ncolumns: {user: bigint}\nfeatures:\n  events: count(*)\n");
        Path out = build(log, set.toString(), folder.resolve("m.csv"), "--as-of", "2024-01-05");
        Files.writeString(out, "user,events\n1,2\n");

        Outcome outcome = why(out, "1", "events");

        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("is not the file that"), outcome.err());
    }

    @Test
    void findsEventsThatWereMoved() throws Exception {
        Path log = log("log.csv", "user;at\n1;2024-01-02\n");
        Path set = set("entity: user\ncolumns: {user: bigint}\nfeatures:\n  events: count(*)\n");
        Path out = build(log, set.toString(), folder.resolve("m.csv"), "--as-of", "2024-01-05", "--delimiter", ";");
        Path moved = Files.move(log, folder.resolve("moved.csv"));

        Outcome lost = why(out, "1", "events");

        assertEquals(3, lost.code());
        assertTrue(lost.err().contains("--from"), lost.err());
        JsonNode found = json(out, "1", "events", "--from", moved.toString());
        assertTrue(!found.get("cell").has("inputs"), found.toString());
    }

    @Test
    void readsCsvAsTheBuildDid() throws Exception {
        Path log = log("log.csv", "# exported\n1|1704153600|'x|y'|-\n1|1704240000|'a\\'z'|0.5\n2|1704240000|'x|y'|1\n");
        Path set = set("entity: user\nfeatures:\n  paid: sum(paid)\n  words: count(distinct word)\n");
        Path out = build(
                log,
                set.toString(),
                folder.resolve("m.parquet"),
                "--as-of",
                "2024-01-05",
                "--delimiter",
                "|",
                "--quote",
                "'",
                "--escape",
                "\\",
                "--comment",
                "#",
                "--no-header",
                "--null",
                "-",
                "--time-format",
                "epoch-s",
                "--column",
                "user=bigint",
                "--column",
                "at=timestamp",
                "--column",
                "word=text",
                "--column",
                "paid=double");

        JsonNode words = json(out, "1", "words");

        assertEquals(2, words.get("cell").get("computed_now").asInt());
        assertEquals("a'z", words.get("events").get(1).get("word").asText());
        assertEquals(0.5, json(out, "1", "paid").get("cell").get("computed_now").asDouble());
    }

    @Test
    void refusesWhatTheMatrixDoesNotHave() throws Exception {
        assertRefused(3, why(matrix, "42", "activity_tred"), "did you mean activity_trend?");
        assertRefused(3, why(matrix, "4200", "activity_trend"), "no row of the entity 4200");
        assertRefused(3, why(matrix, "42", "activity_trend", "--as-of", "2024-10-30"), "as of 2024-10-31T00:00:00Z");
        assertRefused(2, why(matrix, "x", "activity_trend"), "user_id is bigint");
        assertRefused(2, why(matrix, "42", "activity_trend", "--entity", "43"), "2 of the 1 columns");
        assertRefused(3, why(folder.resolve("none.csv"), "42", "activity_trend"), "there is no file");
        assertRefused(3, why(log("m.csv", "user\n1\n"), "1", "x"), "m.csv.run.json");
    }

    private static void assertRefused(int code, Outcome outcome, String words) {
        assertEquals(code, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains(words), outcome.err());
    }
}
