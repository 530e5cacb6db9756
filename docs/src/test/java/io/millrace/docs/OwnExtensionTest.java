package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes of the page are found on the class path, each as the service that it is, and used by name. */
class OwnExtensionTest {
    private static final String PORT = "io.millrace.core.port.";
    private static final Map<String, String> SERVICES = Map.of(
            "Spread", "Aggregation",
            "Screen", "UserFunction",
            "Billed", "EventValidator",
            "EnoughRows", "MatrixCheck",
            "JsonLines", "TableFormat",
            "RowTally", "RunListener");
    private static final String SET = """
            feature_set: all
            entity: user_id
            time: timestamp
            window: 14d
            validators:
              billing_is_sound: {use: billed}
            features:
              spread_of_durations: spread(duration_seconds)
              on_small_screens: count(*) filter (where screen(device_type) = 'small')
            checks:
              can_be_learned_from: {use: enough_rows, severity: warn}
            """;

    @TempDir
    private Path temporary;

    @Test
    void areUsedByNameOnTheCommandLine() throws IOException, InterruptedException {
        Page page = Page.at("docs/how-to/extend.md");
        String classes = compiled(page).toString();
        Workplace workplace = Workplace.in(temporary);
        workplace.writeFiles(page);
        Path all = temporary.resolve("all.yaml");
        Files.writeString(all, SET);
        List<List<String>> printed = workplace.millrace(List.of(
                List.of("generate", "events", "--subscribers", "50", "--days", "14", "--seed", "7"),
                build(classes, "spread.yaml", "spread.csv"),
                List.of("--class-path", classes, "features", all.toString(), "events")));

        List<String> csv = workplace.shell("cat spread.csv");
        assertEquals("user_id,spread_of_durations", csv.get(0));
        assertTrue(csv.stream().skip(1).anyMatch(line -> line.matches("[0-9]+,[0-9]+\\.[0-9]+")), csv.toString());
        List<String> main = new ArrayList<>(List.of("io.millrace.cli.Main"));
        main.addAll(build(classes, all.toString(), "all.jsonl"));
        String built = String.join("\n", workplace.java(List.of(), main.toArray(String[]::new)));
        List<String> lines = workplace.shell("cat all.jsonl");
        assertTrue(
                lines.get(0).matches("\\{\"user_id\": 1, \"spread_of_durations\": .*, \"on_small_screens\": [0-9]+}"),
                lines.get(0));
        assertTrue(built.contains("rows of events for 50 rows of the matrix"), built);
        assertTrue(built.contains("can_be_learned_from  50 rows"), built);
        assertTrue(
                String.join("\n", printed.get(2)).contains("screen(device_type) = 'small'"), printed.get(2)::toString);
    }

    private static List<String> build(String classes, String set, String out) {
        return List.of(
                "--class-path", classes, "build", "events", "--features", set, "--as-of", "2024-10-15", "--out", out);
    }

    private Path compiled(Page page) throws IOException {
        Path sources = Files.createDirectory(temporary.resolve("source"));
        Path classes = Files.createDirectory(temporary.resolve("classes"));
        Path services = Files.createDirectories(classes.resolve("META-INF").resolve("services"));
        List<String> options = new ArrayList<>(
                Stream.of("-proc:none", "--release", "17", "-cp", System.getProperty("java.class.path"), "-d")
                        .toList());
        options.add(classes.toString());
        for (Map.Entry<String, String> service : SERVICES.entrySet()) {
            Page.Block example = page.blocks().stream()
                    .filter(block -> block.text().contains("class " + service.getKey() + " "))
                    .findFirst()
                    .orElseThrow();
            Path source = sources.resolve(service.getKey() + ".java");
            Files.writeString(source, example.text());
            options.add(source.toString());
            Files.writeString(services.resolve(PORT + service.getValue()), service.getKey() + "\n");
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        assertEquals(0, compiler.run(null, null, null, options.toArray(String[]::new)));
        return classes;
    }
}
