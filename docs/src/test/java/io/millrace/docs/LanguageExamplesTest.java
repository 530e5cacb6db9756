package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.FeatureSetBuilder;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.TableFormats;
import io.millrace.engine.arrow.ArrowFeatureEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every expression on the page of the language, run over the page's events, gives what stands behind it. */
class LanguageExamplesTest {
    private static final String PAGE = "docs/reference/feature-language.md";

    @TempDir
    private Path folder;

    /** An expression, and what it gives for the two users of the page. */
    private record Example(String expression, List<String> values) {
        static Example of(String line) {
            int comment = line.lastIndexOf("--");
            List<String> values = Arrays.stream(line.substring(comment + 2).split("\\|"))
                    .map(String::strip)
                    .toList();
            return new Example(line.substring(0, comment).strip(), values);
        }
    }

    @Test
    void giveWhatThePageSays() throws IOException {
        List<Page.Block> blocks = Page.at(PAGE).blocks();
        List<Example> examples = blocks.stream()
                .filter(block -> block.language().equals("sql"))
                .flatMap(block -> block.lines().stream())
                .map(Example::of)
                .toList();
        assertTrue(examples.size() > 60, examples.size() + " examples");
        Page.Block events = blocks.stream()
                .filter(block -> block.note().equals("events"))
                .findFirst()
                .orElseThrow();
        Files.writeString(folder.resolve("events.csv"), events.text());

        List<String> lines = matrix(examples);
        assertEquals(3, lines.size());
        List<List<String>> rows = List.of(values(lines.get(1)), values(lines.get(2)));
        List<String> expected = new ArrayList<>();
        List<String> actual = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            Example example = examples.get(i);
            expected.add(example.expression() + " -- " + String.join(" | ", example.values()));
            actual.add(example.expression() + " -- " + rows.get(0).get(i + 1) + " | "
                    + rows.get(1).get(i + 1));
        }
        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }

    /** The lines of the matrix that has a column per example. */
    private List<String> matrix(List<Example> examples) throws IOException {
        FeatureSetBuilder builder = FeatureSet.builder("examples")
                .entity("user_id")
                .time("timestamp")
                .window("30d")
                .column("seconds", "bigint")
                .column("revenue", "double")
                .column("price", "decimal(6, 2)")
                .column("vip", "boolean")
                .column("timestamp", "timestamp");
        for (int i = 0; i < examples.size(); i++) {
            builder.feature("example_" + i, examples.get(i).expression());
        }
        FeatureSet set = builder.build();
        TableFormats formats = TableFormats.load();
        EventSource source = formats.open(List.of(folder.resolve("events.csv").toString()), set.columns());
        Path matrix = folder.resolve("matrix.csv");
        RunRequest request = RunRequest.of(set, source, Instant.parse("2024-10-31T00:00:00Z"));
        new FeaturePipeline(new ArrowFeatureEngine(), RunListener.NONE).run(request, formats.create(matrix));
        return Files.readAllLines(matrix);
    }

    /** No value of the examples holds a comma. */
    private static List<String> values(String line) {
        return Arrays.stream(line.split(",", -1))
                .map(value -> value.isEmpty() ? "null" : value)
                .toList();
    }
}
