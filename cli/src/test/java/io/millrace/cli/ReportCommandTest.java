package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a report tells, against DuckDB on the same files. */
final class ReportCommandTest {
    @TempDir
    static Path folder;

    private static ReportLog log;
    private static Path matrix;
    private static JsonNode report;

    @BeforeAll
    static void build() throws Exception {
        log = ReportLog.write(folder);
        matrix = log.build(folder.resolve("m.parquet"));
        report = report(matrix);
    }

    private static JsonNode report(Path file, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("report", file.toString(), "--format", "json"));
        arguments.addAll(List.of(more));
        return new ObjectMapper().readTree(InProcess.done(arguments.toArray(new String[0])));
    }

    private static String query(String sql) throws Exception {
        return Golden.query(sql).get(0).get(0);
    }

    private static String quoted(JsonNode name) {
        return "\"" + name.asText() + "\"";
    }

    private static JsonNode feature(String name) {
        return StreamSupport.stream(report.get("features").spliterator(), false)
                .filter(feature -> feature.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> alerts(JsonNode of, String kind) {
        return StreamSupport.stream(of.get("alerts").spliterator(), false)
                .filter(alert -> alert.get("kind").asText().equals(kind))
                .map(alert -> alert.get("level").asText() + " "
                        + alert.get("feature").asText("")
                        + ": " + alert.get("text").asText())
                .toList();
    }

    @Test
    void countsNullsAndBarsAsDuckDbDoes() throws Exception {
        int bars = 0;
        for (JsonNode feature : report.get("features")) {
            String column = quoted(feature.get("name"));
            assertEquals(
                    query("select count(*) from '" + matrix + "' where " + column + " is null"),
                    feature.get("nulls").asText(),
                    column);
            JsonNode histogram = feature.get("histogram");
            boolean time = feature.get("type").asText().equals("timestamp");
            String value = time ? "epoch_us(" + column + ")" : column + "::double";
            int last = histogram.path("counts").size() - 1;
            for (int i = 0; i <= last; i++) {
                String from = histogram.at("/edges/" + i).asText();
                String to = histogram.at("/edges/" + (i + 1)).asText();
                assertEquals(
                        query("select count(*) from '" + matrix + "' where " + value + " >= " + from + " and " + value
                                + (i == last ? " <= " : " < ") + to),
                        histogram.at("/counts/" + i).asText(),
                        column + " from " + from + " to " + to);
                bars++;
            }
            if (last >= 0) {
                assertEquals(
                        query("select count(*) from '" + matrix + "' where " + value + " < "
                                + histogram.at("/edges/0").asText()),
                        histogram.get("below").asText());
            }
        }
        assertTrue(bars > 30, bars + " bars");
    }

    @Test
    void countsDefaultsAndValuesAsDuckDbDoes() throws Exception {
        assertEquals("0", feature("events").get("default_value").asText());
        assertEquals(
                query("select count(*) from '" + matrix + "' where events = 0"),
                feature("events").get("defaults").asText());
        assertEquals("10", feature("events").get("defaults").asText());
        assertEquals("null", feature("spent").get("default_value").asText());
        assertEquals(
                query("select count(*) from '" + matrix + "' where spent is null"),
                feature("spent").get("defaults").asText());
        assertEquals(
                query("select count(*) from '" + matrix + "' where favourite = 'none'"),
                feature("favourite").get("defaults").asText());
        for (String name : List.of("favourite", "flagged")) {
            TreeMap<String, String> expected = new TreeMap<>();
            Golden.query("select " + name + ", count(*) from '" + matrix + "' where " + name
                            + " is not null group by all")
                    .forEach(row -> expected.put(row.get(0), row.get(1)));
            TreeMap<String, String> told = new TreeMap<>();
            feature(name)
                    .get("values")
                    .forEach(value -> told.put(
                            value.get("value").asText(), value.get("count").asText()));
            assertEquals(expected, told);
        }
    }

    @Test
    void countsUsedEventsByDayAndKindAsDuckDbDoes() throws Exception {
        String used = "from read_csv('" + log.events().toString().replace("'", "''")
                + "', header = true, quote = '\"') where \"at\" < '2024-05-09'";
        TreeMap<String, String> expected = new TreeMap<>();
        Golden.query("select \"at\"::date::varchar, count(*) " + used + " group by all")
                .forEach(row -> expected.put(row.get(0), row.get(1)));
        TreeMap<String, String> told = new TreeMap<>();
        report.at("/events/days").forEach(day -> {
            if (day.get("events").asLong() > 0) {
                told.put(day.get("first").asText(), day.get("events").asText());
            } else {
                assertEquals(1, day.get("missing").asLong());
            }
        });
        assertEquals(expected, told);
        assertEquals(8, report.at("/events/days").size());

        TreeMap<String, String> kinds = new TreeMap<>();
        Golden.query("select kind, count(*) " + used + " group by all")
                .forEach(row -> kinds.put(row.get(0), row.get(1)));
        TreeMap<String, String> toldKinds = new TreeMap<>();
        report.at("/events/columns/0/values")
                .forEach(value -> toldKinds.put(
                        value.get("value").asText(), value.get("count").asText()));
        assertEquals("kind", report.at("/events/columns/0/column").asText());
        assertEquals(kinds, toldKinds);
    }

    @Test
    void tellsOfEveryKindOfTrouble() {
        assertEquals(
                List.of("bad events: The check events in [1, 1000] fails: min 0, max "
                        + feature("events").get("max").asText() + "; violations: 10."),
                alerts(report, "check"));
        assertEquals("bad", report.at("/alerts/0/level").asText(), "the worst comes first");
        assertTrue(alerts(report, "constant").get(0).contains("never has the same value in every row: 0."));
        assertTrue(alerts(report, "constant").get(1).contains("gone is null in every row."));
        assertTrue(
                alerts(report, "correlation").get(0).contains("events and <i>again</i> are correlated by 1:"),
                alerts(report, "correlation").toString());
        assertEquals(
                List.of("warn : No definition lists some values of kind: " + ReportLog.IMAGE + ", in "
                        + report.at("/events/unlisted/0/values/0/count").asText() + " events."),
                alerts(report, "unlisted"));
        assertEquals(
                List.of("warn : 2 days of the windows have no event: 2024-05-04 to 2024-05-05."),
                alerts(report, "missing_days"));
        assertEquals(List.of(), alerts(report, "record"));
    }

    @Test
    void alertsFromTheLimitsThatAreGiven() throws Exception {
        assertEquals(List.of(), alerts(report, "default"));
        JsonNode strict = report(matrix, "--alert-default", "0.1", "--alert-correlation", "1");

        assertTrue(
                alerts(strict, "default").get(0).contains("events holds its default 0 in 10.0 % of the rows."),
                alerts(strict, "default").toString());
        Outcome wrong = InProcess.run("report", matrix.toString(), "--alert-default", "90");
        assertEquals(2, wrong.code());
        assertTrue(wrong.err().contains("--alert-default is a number from 0 to 1, not 90"), wrong.err());
    }

    @Test
    void addsUpTheAccounting() {
        long sum = 0;
        for (JsonNode fate : report.at("/accounting/fates")) {
            sum += fate.get("rows").asLong();
        }
        assertEquals(602, report.at("/accounting/read").asLong());
        assertEquals(602, sum);
        assertEquals(602, report.at("/accounting/files/0/read").asLong());
        assertEquals(600, report.at("/accounting/files/0/used").asLong());
        assertEquals(
                log.events().toString(), report.at("/accounting/files/0/name").asText());
    }

    /** A shell takes the command apart again; paths with quotes and brackets among them. */
    @Test
    void tellsTheCommandThatRepeatsTheRun() throws Exception {
        String command = report.at("/run/command").asText();
        Process shell = new ProcessBuilder("sh", "-c", command.replaceFirst("^millrace ", "printf '%s\\\\0' ")).start();
        String words = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, shell.waitFor());
        assertEquals(log.command(matrix), List.of(words.split("\0")));

        byte[] before = Files.readAllBytes(matrix);
        Files.delete(matrix);
        InProcess.done(words.split("\0"));
        assertArrayEquals(before, Files.readAllBytes(matrix));
    }

    @ParameterizedTest
    @ValueSource(strings = {"other.csv", "other.arrow"})
    void tellsTheSameOfEveryFormat(String name) throws Exception {
        JsonNode other = report(log.build(folder.resolve(name)));

        for (String part : List.of("features", "checks", "correlations", "events")) {
            assertEquals(report.get(part), other.get(part), part);
        }
    }

    @Test
    void saysWhatIsMissingWithoutARecord() throws Exception {
        Path alone = Files.copy(matrix, folder.resolve("alone.parquet"));

        JsonNode bare = report(alone);

        assertEquals("absent", bare.at("/overview/record").asText());
        assertTrue(bare.get("events").isNull()
                && bare.get("accounting").isNull()
                && bare.get("run").isNull());
        assertEquals(2, bare.get("not_told").size());
        assertTrue(bare.at("/not_told/1").asText().contains("--features"));
        assertEquals(feature("spent").get("histogram"), bare.at("/features/4/histogram"));
        assertTrue(bare.at("/features/4/sentence").isNull());
        assertEquals(0, bare.get("checks").size());

        JsonNode named = report(alone, "--features", folder.resolve("set.yaml").toString());
        assertEquals(report.get("features"), named.get("features"));
        assertEquals(1, named.get("not_told").size());
    }

    @Test
    void alertsWhereTheMatrixIsNotTheRecordedOne() throws Exception {
        Path changed = log.build(folder.resolve("changed.csv"));
        String text = Files.readString(changed);
        Files.writeString(changed, text.substring(0, text.lastIndexOf("\n", text.length() - 2) + 1));

        JsonNode told = report(changed);

        assertEquals("differs", told.at("/overview/record").asText());
        assertEquals("record", told.at("/alerts/0/kind").asText());
        assertTrue(
                told.at("/alerts/0/text").asText().contains("changed.csv is not the file that"),
                told.at("/alerts/0/text").asText());
        assertEquals(99, told.at("/overview/rows").asLong());
    }

    @Test
    void alertsWhereTheMatrixHasOtherColumnsThanTheRecordedOne() throws Exception {
        Path other = log.build(folder.resolve("columns.csv"));
        Files.writeString(other, "user_id,surprise\n1,2\n");

        JsonNode told = report(other);

        assertEquals(
                List.of("record", "check"),
                List.of(
                        told.at("/alerts/0/kind").asText(),
                        told.at("/alerts/1/kind").asText()));
        assertTrue(told.at("/alerts/1/text").asText().startsWith("The checks do not fit the matrix"));
    }

    @Test
    void writesBesideTheMatrixOrWhereItIsTold() throws Exception {
        String printed = InProcess.done("report", matrix.toString());

        Path beside = folder.resolve("m.parquet.report.html");
        assertTrue(printed.contains(beside.toString()) && printed.contains("bad "), printed);
        assertTrue(Files.readString(beside).startsWith("<!DOCTYPE html>"));
        Path named = folder.resolve("named.json");
        InProcess.done("report", matrix.toString(), "--format", "json", "--out", named.toString());
        assertEquals(report, new ObjectMapper().readTree(Files.readString(named)));
        Outcome nowhere = InProcess.run(
                "report",
                matrix.toString(),
                "--out",
                folder.resolve("no/where.html").toString());
        assertEquals(4, nowhere.code());
        assertTrue(nowhere.err().contains("there is no folder"), nowhere.err());
    }

    @Test
    void tellsOfAMatrixWithoutRows() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.csv"), "user_id,a,b\n");

        JsonNode told = report(empty);

        assertEquals("The matrix has no row.", told.at("/alerts/0/text").asText());
        assertEquals(2, told.get("features").size());
        assertTrue(told.at("/features/0/histogram").isNull());
    }

    @Test
    void refusesWhatIsNoMatrix() {
        Outcome missing =
                InProcess.run("report", folder.resolve("missing.parquet").toString());

        assertEquals(3, missing.code());
        assertFalse(Files.exists(folder.resolve("missing.parquet.report.html")));
    }
}
