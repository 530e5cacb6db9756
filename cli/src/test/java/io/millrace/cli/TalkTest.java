package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command says on standard error, in every form, and what it leaves for monitors. */
final class TalkTest {
    @TempDir
    static Path events;

    @TempDir
    Path folder;

    @BeforeAll
    static void simulate() {
        InProcess.done("generate", events.toString(), "--subscribers", "200", "--days", "3", "--seed", "5", "--quiet");
    }

    private Outcome build(String... more) {
        return InProcess.runOnce(Stream.concat(
                        Stream.of(
                                "build",
                                events.toString(),
                                "--features",
                                "streamflow-churn",
                                "--as-of",
                                "2024-10-04",
                                "--window",
                                "3d",
                                "--out",
                                folder.resolve("m.csv").toString()),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    private static List<JsonNode> objects(String lines) throws IOException {
        List<JsonNode> objects = new ArrayList<>();
        for (String line : lines.lines().toList()) {
            objects.add(new ObjectMapper().readTree(line));
        }
        return objects;
    }

    private Map<String, Double> metrics(String name) throws IOException {
        Map<String, Double> metrics = new TreeMap<>();
        for (String line : Files.readAllLines(folder.resolve(name))) {
            if (!line.startsWith("#")) {
                int end = line.lastIndexOf(' ');
                metrics.put(line.substring(0, end), Double.parseDouble(line.substring(end + 1)));
            }
        }
        return metrics;
    }

    @Test
    void isQuietByDefaultAndTellsStepsWhereAsked() {
        assertEquals("", build().err());

        Outcome verbose = build("-v");
        assertEquals(0, verbose.code(), verbose.err());
        for (String said : List.of(
                "reads 3 files of parquet",
                "computes 15 features from",
                "may take 1 GiB of memory: heap",
                "read begins",
                "write took",
                "wrote " + folder.resolve("m.csv"))) {
            assertTrue(verbose.err().contains(said), said + " is not in " + verbose.err());
        }
        assertEquals("", build("--verbose", "--quiet").out());
    }

    @Test
    void tellsProgressToProgramsOnStandardErrorAlone() throws Exception {
        Outcome told = build("--progress", "json", "--quiet");
        assertEquals("", told.err() + told.out(), "quiet is quiet");

        Outcome outcome = build("--progress", "json", "--threads", "1");

        List<JsonNode> objects = objects(outcome.err());
        JsonNode last = objects.get(objects.size() - 1);
        assertEquals("progress", last.get("kind").asText());
        assertEquals(Progress.VERSION, last.get("version").asInt());
        assertTrue(last.get("ended").asBoolean());
        assertEquals("write", last.get("phase").asText());
        assertEquals(last.get("rows_expected"), last.get("rows"));
        long entities = Files.readAllLines(folder.resolve("m.csv")).size() - 1L;
        assertEquals(entities, last.get("rows_written").asLong());
        assertEquals(entities, last.get("entities_at_most").asLong(), "one thread meets each once");
        assertFalse(outcome.out().contains("\"kind\""), outcome.out());
    }

    @Test
    void talksToProgramsWithErrorsThatTellTheirCode() throws Exception {
        Outcome verbose = build("--log-format", "json", "-v");
        List<JsonNode> objects = objects(verbose.err());
        assertTrue(objects.stream()
                .anyMatch(object -> object.get("kind").asText().equals("log")
                        && object.get("message").asText().equals("read begins")
                        && object.get("time").asText().endsWith("Z")));
        assertEquals("progress", objects.get(objects.size() - 1).get("kind").asText());

        JsonNode missing = objects(InProcess.runOnce("inspect", "no-such-file.csv", "--log-format=json")
                        .err())
                .get(0);
        assertEquals("error", missing.get("kind").asText());
        assertEquals("input", missing.get("code").asText());
        assertEquals(3, missing.get("exit_code").asInt());
        assertTrue(missing.get("message").asText().contains("no-such-file.csv"));

        Outcome usage = InProcess.runOnce("--log-format", "json", "biuld");
        List<JsonNode> said = objects(usage.err());
        assertEquals(2, usage.code());
        assertEquals("usage", said.get(0).get("code").asText());
        assertTrue(said.get(0).get("message").asText().contains("did you mean build?"));
        assertEquals("info", said.get(1).get("level").asText());
    }

    @Test
    void tellsTheProblemsOfADefinitionOneByOne() throws Exception {
        Path set = Files.writeString(folder.resolve("f.yaml"), """
                feature_set: f
                entity: user_id
                time: timestamp
                window: 1d
                features:
                  a: cuont(*)
                  b: sum(revenu)
                """);
        Outcome outcome = InProcess.runOnce(
                "build",
                events.toString(),
                "--features",
                set.toString(),
                "--as-of",
                "2024-10-04",
                "--out",
                folder.resolve("f.csv").toString(),
                "--log-format",
                "json",
                "--debug");

        assertEquals(2, outcome.code(), outcome.err());
        JsonNode error = objects(outcome.err()).get(0);
        JsonNode problems = error.get("problems");
        assertEquals(2, problems.size(), error.toString());
        assertEquals("cuont(*)", problems.get(0).get("expression").asText());
        assertEquals(0, problems.get(0).get("from").asInt());
        assertTrue(problems.get(0).get("advice").asText().contains("count"), error.toString());
        assertTrue(error.get("stack_trace").asText().contains("DefinitionException"));
    }

    @Test
    void writesMetricsOfARunForPrometheus() throws Exception {
        Path file = folder.resolve("run.prom");

        Outcome outcome = build(
                "--metrics-file",
                file.toString(),
                "--roster",
                events.resolve("roster.csv").toString());

        assertEquals(0, outcome.code(), outcome.err());
        Map<String, Double> metrics = metrics("run.prom");
        JsonNode record = new ObjectMapper().readTree(Files.readString(folder.resolve("m.csv.run.json")));
        assertEquals(1, metrics.get("millrace_run_complete"));
        assertEquals(1, metrics.get("millrace_runs_committed_total"));
        assertEquals(
                record.at("/rows/used").asDouble(),
                metrics.get("millrace_rows_total{fate=\"used\"}"),
                metrics.toString());
        assertEquals(record.at("/rows/read").asDouble(), metrics.get("millrace_rows_read_total"));
        assertEquals(200, metrics.get("millrace_entities"));
        assertEquals(record.at("/memory/budget_bytes").asDouble(), metrics.get("millrace_memory_budget_bytes"));
        assertTrue(metrics.get("millrace_memory_peak_bytes") > 0);
        assertTrue(metrics.get("millrace_batches_read_total") >= 3);
        assertTrue(metrics.get("millrace_bytes_read_total") > 0);
        assertEquals(0, metrics.get("millrace_bytes_spilled_total"));
        assertEquals(1, metrics.get("millrace_phase_seconds_count{phase=\"read\"}"));
        assertTrue(metrics.get("millrace_run_committed_at_seconds") > 1.7e9);
    }

    @Test
    void writesMetricsOfARunThatFailsAndReplacesThoseOfTheLast() throws Exception {
        Path file = folder.resolve("run.prom");
        assertEquals(0, build("--metrics-file", file.toString()).code());

        Outcome failed = build("--metrics-file", file.toString(), "--as-of", "2020-01-01");

        assertEquals(2, failed.code(), "an option twice");
        assertEquals(1, metrics("run.prom").get("millrace_run_complete"), "a call that is no run leaves it");
        Outcome unused = InProcess.runOnce(
                "build",
                events.toString(),
                "--features",
                "streamflow-churn",
                "--as-of",
                "2020-01-01",
                "--out",
                folder.resolve("n.csv").toString(),
                "--metrics-file",
                file.toString());
        assertEquals(3, unused.code(), unused.err());
        assertEquals(0, metrics("run.prom").get("millrace_run_complete"));
        assertEquals(0, metrics("run.prom").get("millrace_run_committed_at_seconds"));
        Outcome nowhere = build("--metrics-file", folder.resolve("no/run.prom").toString());
        assertEquals(4, nowhere.code());
        assertTrue(nowhere.err().contains("create it first"), nowhere.err());
    }

    @Test
    void loadsNoMetersWhereNobodyAsksForThem() throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Path loaded = folder.resolve("loaded.txt");
        CommandProcess millrace = new CommandProcess(folder, temporary)
                .withLimits(List.of("-Xmx176m", "-XX:MaxDirectMemorySize=20m", "-Xlog:class+load:file=" + loaded));
        List<String> build = List.of(
                "build",
                events.toString(),
                "--features",
                "streamflow-churn",
                "--as-of",
                "2024-10-04",
                "--out",
                "m.csv");

        assertEquals(0, millrace.run(build.toArray(String[]::new)).code());
        assertEquals(0, meters(loaded));

        List<String> measured = new ArrayList<>(build);
        measured.addAll(List.of("--metrics-file", "run.prom"));
        assertEquals(0, millrace.run(measured.toArray(String[]::new)).code());
        assertTrue(meters(loaded) > 50, "the log tells of them");
    }

    private static long meters(Path loaded) throws IOException {
        try (Stream<String> lines = Files.lines(loaded)) {
            return lines.filter(line -> line.matches(".* (io\\.micrometer|io\\.prometheus).*"))
                    .count();
        }
    }
}
