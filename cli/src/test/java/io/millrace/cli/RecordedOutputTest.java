package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.millrace.yaml.RunRecordListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the record of a run says of the files it read and wrote, against what other programs see. */
final class RecordedOutputTest {
    @TempDir
    static Path folder;

    private static Path events;

    @BeforeAll
    static void simulate() {
        events = folder.resolve("events");
        InProcess.done("generate", events.toString(), "--subscribers", "200", "--days", "3", "--seed", "7", "--quiet");
    }

    private static Path build(String name, String asOf) {
        Path matrix = folder.resolve(name);
        InProcess.done(
                "build",
                events.toString(),
                "--features",
                "streamflow-churn",
                "--as-of",
                asOf,
                "--window",
                "2d",
                "--roster",
                events.resolve("roster.csv").toString(),
                "--out",
                matrix.toString(),
                "--quiet");
        return matrix;
    }

    private static JsonNode record(Path matrix) throws IOException {
        return new ObjectMapper().readTree(Files.readString(RunRecordListener.pathFor(matrix)));
    }

    private static String sha256sum(String shell) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sh", "-c", shell + " | sha256sum").start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        return printed.substring(0, 64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"m.parquet", "m.csv", "m.arrow"})
    void tellsRowsSizeAndHashOfTheMatrix(String name) throws Exception {
        Path matrix = build(name, "2024-10-04");

        JsonNode output = record(matrix).get("output");

        assertEquals(name, output.get("name").asText());
        assertEquals(Files.size(matrix), output.get("bytes").asLong());
        assertEquals(sha256sum("cat '" + matrix + "'"), output.get("sha256").asText());
        assertEquals(200, output.get("rows").asLong());
        assertEquals(
                Set.of(),
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                        .getSchema(InProcess.done("schema", "run-record"))
                        .validate(Files.readString(RunRecordListener.pathFor(matrix)), InputFormat.JSON));
    }

    @Test
    void tellsRowsOfSeveralAsOfTimes() throws Exception {
        Path matrix = build("several.parquet", "2024-10-03,2024-10-04");

        assertEquals(
                Golden.query("select count(*) from '" + matrix + "'").get(0).get(0),
                record(matrix).at("/output/rows").asText());
    }

    @Test
    void knowsFilesAgainByTheirEnds() throws Exception {
        JsonNode inputs = record(build("inputs.parquet", "2024-10-04")).get("inputs");

        assertEquals(3, inputs.get("files").size());
        assertEquals(1, inputs.get("roster").size());
        for (JsonNode file :
                List.of(inputs.at("/files/0"), inputs.at("/files/1"), inputs.at("/files/2"), inputs.at("/roster/0"))) {
            String name = "'" + file.get("name").asText() + "'";
            String shell =
                    "{ head -c 4096 " + name + "; tail -c 4096 " + name + "; stat -c %s " + name + " | tr -d '\\n'; }";
            assertEquals(sha256sum(shell), file.get("fingerprint").asText(), name);
            Path path = Path.of(file.get("name").asText());
            assertEquals(
                    Files.getLastModifiedTime(path).toInstant().toString(),
                    file.get("modified").asText());
        }
    }

    @Test
    void hashesTheDefinition() throws Exception {
        JsonNode set = record(build("hash.parquet", "2024-10-04")).get("feature_set");

        Path yaml = Files.writeString(
                folder.resolve("definition.yaml"), set.get("definition").asText());
        assertEquals(
                sha256sum("cat '" + yaml + "'"), set.get("definition_sha256").asText());
    }

    @Test
    void tellsInTheFooterOfParquetWhatItIs() throws Exception {
        Path matrix = build("footer.parquet", "2024-10-03,2024-10-04");

        TreeMap<String, String> footer = new TreeMap<>();
        Golden.query("select decode(key), decode(value) from parquet_kv_metadata('" + matrix + "')")
                .forEach(row -> footer.put(row.get(0), row.get(1)));

        JsonNode record = record(matrix);
        assertEquals(
                new TreeMap<>(Map.of(
                        "millrace.version",
                        record.at("/versions/millrace").asText(),
                        "millrace.feature_set",
                        "streamflow-churn",
                        "millrace.definition_sha256",
                        record.at("/feature_set/definition_sha256").asText(),
                        "millrace.window",
                        "2 days",
                        "millrace.as_of",
                        "2024-10-03T00:00:00Z,2024-10-04T00:00:00Z")),
                footer);
    }

    @Test
    void checkPassesWhatTheRunWrote() throws Exception {
        Path matrix = build("passes.csv", "2024-10-04");

        Outcome outcome = InProcess.run("check", matrix.toString(), "--format", "json");

        assertEquals(0, outcome.code(), outcome.err());
        JsonNode rows = new ObjectMapper().readTree(outcome.out()).at("/record");
        assertEquals(3, rows.size(), outcome.out());
    }

    @Test
    void checkReportsAMatrixThatIsNotTheRecorded() throws Exception {
        Path matrix = build("changed.csv", "2024-10-04");
        byte[] bytes = Files.readAllBytes(matrix);
        String recorded = record(matrix).at("/output/sha256").asText();
        bytes[bytes.length - 2] ^= 1;
        Files.write(matrix, bytes);

        Outcome outcome = InProcess.run("check", matrix.toString());

        assertEquals(1, outcome.code());
        assertTrue(outcome.out().contains("FAIL"), outcome.out());
        assertTrue(
                outcome.err()
                        .contains(matrix + " is not the file that " + matrix + ".run.json tells of: SHA-256 "
                                + sha256sum("cat '" + matrix + "'") + ", recorded " + recorded + ";"),
                outcome.err());
    }

    /** A run that is cut off between the two renames. */
    @Test
    void checkReportsARecordWithoutItsMatrix() throws Exception {
        Path older = build("older.parquet", "2024-10-03");
        Path newer = build("newer.parquet", "2024-10-04");
        Files.copy(
                RunRecordListener.pathFor(newer),
                RunRecordListener.pathFor(older),
                StandardCopyOption.REPLACE_EXISTING);

        for (String[] arguments : new String[][] {
            {"check", older.toString()}, {"check", older.toString(), "--features", "streamflow-churn"}
        }) {
            Outcome outcome = InProcess.run(arguments);
            assertEquals(1, outcome.code());
            assertTrue(outcome.err().contains("is not the file that"), outcome.err());
        }
    }

    @Test
    void checkReportsAMatrixThatWasCutOff() throws Exception {
        Path matrix = build("cut.parquet", "2024-10-04");
        byte[] bytes = Files.readAllBytes(matrix);
        Files.write(matrix, Arrays.copyOf(bytes, bytes.length / 2));

        Outcome outcome = InProcess.run("check", matrix.toString());

        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains(bytes.length / 2 + " bytes, recorded " + bytes.length + ";"), outcome.err());
    }

    @Test
    void checkReportsAnotherNumberOfRows() throws Exception {
        Path matrix = build("rows.parquet", "2024-10-04");
        Path record = RunRecordListener.pathFor(matrix);
        String text = Files.readString(record);
        Files.writeString(record, text.replaceFirst("(\"name\" : \"rows.parquet\",\\s+\"rows\" : )200", "$1201"));

        Outcome outcome = InProcess.run("check", matrix.toString());

        assertEquals(1, outcome.code());
        assertTrue(outcome.out().contains("201"), outcome.out());
    }
}
