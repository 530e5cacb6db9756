package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the options of build change: as-of times, entities, samples, and what is told of it. */
class BuildOptionsTest {
    private static final String SET = """
            feature_set: options
            entity: user_id
            time: timestamp
            window: 3d
            features:
              events: count(*)
              events_back: {windows: [1d, 2d], is: count(*)}
              n_{event_type}:
                for: {event_type: [page_view, search]}
                is: count(*) filter (where event_type = :event_type)
            checks:
              events: {max: 0, severity: warn}
            """;

    @TempDir
    static Path root;

    @BeforeAll
    static void simulate() throws IOException {
        Files.writeString(root.resolve("set.yaml"), SET);
        generate("parquet");
        generate("csv");
    }

    private static void generate(String format) {
        Path folder = root.resolve(format);
        InProcess.done(
                "generate",
                folder.toString(),
                "--subscribers",
                "300",
                "--days",
                "9",
                "--seed",
                "5",
                "--quiet",
                "--format",
                format);
    }

    private static Outcome build(Path out, String format, String... more) {
        Path events = root.resolve(format);
        return InProcess.run(Stream.concat(
                        Stream.of(
                                "build",
                                events.toString(),
                                "--features",
                                root.resolve("set.yaml").toString(),
                                "--out",
                                out.toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void printsWhatWasMeasuredForDebugging() {
        Path out = root.resolve("measured.csv");
        String meter = "millrace.rows fate=used count=";
        Outcome told = build(out, "parquet", "--as-of", "2024-10-08", "--debug");
        assertTrue(told.err().contains(meter), told::err);
        assertFalse(build(out, "parquet", "--as-of", "2024-10-08").err().contains(meter));
    }

    private static List<String> matrix(String... more) throws IOException {
        Path out = root.resolve("matrix.csv");
        Outcome outcome = build(out, "parquet", more);
        assertEquals(0, outcome.code(), outcome.err());
        return Files.readAllLines(out);
    }

    @Test
    void givesForSeveralAsOfTimesWhatSeparateRunsGive() throws IOException {
        List<String> together = matrix("--as-of", "2024-10-04..2024-10-10/3d");
        assertTrue(together.get(0).startsWith("user_id,as_of,events,"), together.get(0));
        List<String> separate = new ArrayList<>();
        for (String asOf : List.of("2024-10-04", "2024-10-07", "2024-10-10")) {
            List<String> one = matrix("--as-of", asOf, "--as-of-column");
            separate.addAll(one.subList(1, one.size()));
        }
        assertEquals(
                separate.stream().sorted().toList(),
                together.stream().skip(1).sorted().toList());
        List<String> keys = together.stream()
                .skip(1)
                .map(line -> line.split(",")[0])
                .distinct()
                .toList();
        assertEquals(
                keys.stream()
                        .sorted((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)))
                        .toList(),
                keys);
    }

    @Test
    void takesEntitiesFromEventsRosterOrBoth() throws IOException {
        Path roster = root.resolve("some.csv");
        Files.writeString(roster, "user_id\n1\n999999\n");
        String[] asOf = {"--as-of", "2024-10-10", "--roster", roster.toString()};
        int events = matrix("--as-of", "2024-10-10").size() - 1;
        assertEquals(2, matrix(asOf).size() - 1);
        assertEquals(events, matrix(with(asOf, "--entities", "events")).size() - 1);
        List<String> both = matrix(with(asOf, "--entities", "both"));
        assertEquals(events + 1, both.size() - 1);
        assertTrue(both.get(both.size() - 1).startsWith("999999,0,"), both.get(both.size() - 1));
        Outcome wrong = build(root.resolve("no.csv"), "parquet", "--as-of", "2024-10-10", "--entities", "both");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("--entities both needs a roster"), wrong.err());
    }

    private static String[] with(String[] options, String... more) {
        return Stream.concat(Stream.of(options), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void takesTheSameSampleInEveryRunAndOfEveryFormat() throws IOException {
        List<String> all = matrix("--as-of", "2024-10-10");
        List<String> half = matrix("--as-of", "2024-10-10", "--sample", "50%");
        List<String> tenth = matrix("--as-of", "2024-10-10", "--sample", "0.1");
        assertTrue(all.containsAll(half) && half.containsAll(tenth));
        assertTrue(half.size() > all.size() / 3 && half.size() < all.size() * 2 / 3, half.size() + " of " + all.size());
        Outcome told = build(root.resolve("tenth.csv"), "parquet", "--as-of", "2024-10-10", "--sample", "10%");
        assertTrue(told.out().contains("outside the sample"), told.out());
        assertEquals(tenth, Files.readAllLines(root.resolve("tenth.csv")));
    }

    @Test
    void tellsValuesThatNobodyListed() {
        Outcome outcome = build(root.resolve("unlisted.csv"), "parquet", "--as-of", "2024-10-10");
        assertTrue(outcome.out().contains("Values that no definition lists"), outcome.out());
        assertTrue(outcome.out().contains("video_start"), outcome.out());
        assertFalse(outcome.out().contains("page_view  "), outcome.out());
    }

    @Test
    void doesNotFailForWarnings() {
        Outcome outcome = build(root.resolve("warned.csv"), "parquet", "--as-of", "2024-10-10", "--strict");
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("WARN"), outcome.out());
        assertEquals(
                0, InProcess.run("check", root.resolve("warned.csv").toString()).code());
    }

    @Test
    void refusesAClassPathThatIsNotThere() {
        Outcome outcome = InProcess.run("--class-path", "nowhere.jar", "features");
        assertEquals(2, outcome.code());
        assertTrue(outcome.err().contains("there is no jar or folder nowhere.jar"), outcome.err());
    }

    @Test
    void printsTheSchemaOfFeatureSets() {
        assertTrue(InProcess.done("schema").contains("http://json-schema.org/draft-07/schema#"));
    }

    @Test
    void tellsTypesByUseOrByTheInput() {
        String byUse = InProcess.done("features", "streamflow-churn", "--format", "json");
        assertTrue(byUse.contains("double, never null"), byUse);
        String byInput = InProcess.done(
                "features",
                root.resolve("set.yaml").toString(),
                root.resolve("parquet").toString());
        assertTrue(byInput.contains("bigint, never null"), byInput);
        assertTrue(byInput.contains("the 2 days before the as-of time"), byInput);
    }
}
