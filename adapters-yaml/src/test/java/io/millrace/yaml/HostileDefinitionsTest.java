package io.millrace.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.Binder;
import io.millrace.core.run.DefinitionException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Definitions that nobody writes by mistake: each is refused, with bounded work, as a wrong definition is. */
@Timeout(60)
class HostileDefinitionsTest {
    private static final long MOST_ALLOCATED = 2L << 30;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String HEAD = "feature_set: s\nentity: user_id\ntime: timestamp\nwindow: 30d\n";
    private static final Schema EVENTS = Schema.of(
            Field.nullable("user_id", DataType.INT64),
            Field.nullable("timestamp", DataType.TIMESTAMP),
            Field.nullable("event_type", DataType.TEXT),
            Field.nullable("a", DataType.TEXT),
            Field.nullable("b", DataType.TEXT),
            Field.nullable("c", DataType.TEXT),
            Field.nullable("revenue", DataType.FLOAT64));

    @TempDir
    private Path folder;

    private static void bind(String file, String definition) {
        FeatureSet set = FeatureSetReader.read(file, definition);
        Binder.bind(set, EVENTS, Instant.parse("2024-10-31T00:00:00Z"));
    }

    private static String feature(String expression) {
        return HEAD + "features:\n  f: " + expression + "\n";
    }

    private static String each(String columns) {
        return HEAD + "features:\n  f_{a}_{b}_{c}:\n    for: {" + columns + "}\n    is: count(*)\n";
    }

    private static String values(String column, int count) {
        return column + ": [" + IntStream.range(0, count).mapToObj(i -> "v" + i).collect(Collectors.joining(", "))
                + "]";
    }

    private static String doubling(int levels) {
        StringBuilder text = new StringBuilder(HEAD).append("let:\n  x0: sum(revenue)\n");
        for (int i = 1; i <= levels; i++) {
            text.append("  x" + i + ": x" + (i - 1) + " + x" + (i - 1) + "\n");
        }
        return text.append("features:\n  f: x" + levels + " + nothing\n").toString();
    }

    static Stream<Arguments> bombs() {
        String laughs = IntStream.range(1, 30)
                .mapToObj(i -> "a" + i + ": &a" + i + " [" + "*a" + (i - 1) + ", *a" + (i - 1) + "]\n")
                .collect(Collectors.joining());
        return Stream.of(
                Arguments.of("aliases.yaml", "a0: &a0 [x]\n" + laughs),
                Arguments.of("merge.yaml", HEAD + "features: &f\n  <<: *f\n"),
                Arguments.of("lists.yaml", HEAD + "features: " + "[".repeat(500_000)),
                Arguments.of("maps.yaml", HEAD + "features: " + "{a: ".repeat(200_000)),
                Arguments.of("dashes.yaml", HEAD + "features:\n" + "- ".repeat(90_000)),
                Arguments.of("questions.yaml", HEAD + "features:\n" + "? ".repeat(400_000)),
                Arguments.of("tags.yaml", HEAD + "features: !x " + "[".repeat(500_000)),
                Arguments.of("anchors.yaml", HEAD + "features: &" + "a".repeat(90_000)),
                Arguments.of(
                        "class.yaml",
                        HEAD + "features: !!javax.script.ScriptEngineManager [!!java.net.URL [\"http://x\"]]"),
                Arguments.of("documents.yaml", HEAD + "features: {f: count(*)}\n" + "---\n".repeat(200_000)),
                Arguments.of("large.yaml", feature("count(*)") + "#".repeat(2 << 20)),
                Arguments.of("lists.json", "{\"features\": " + "[".repeat(500_000)),
                Arguments.of("maps.json", "{\"features\": " + "{\"a\":".repeat(150_000)),
                Arguments.of("number.json", "{\"features\": {\"f\": " + "9".repeat(900_000) + "}}"),
                Arguments.of("parentheses.yaml", feature("(".repeat(150_000))),
                Arguments.of("calls.yaml", feature("abs(".repeat(30_000) + "1" + ")".repeat(30_000))),
                Arguments.of("signs.yaml", feature("0 " + "- ".repeat(400_000) + "1")),
                Arguments.of("nots.yaml", feature("not ".repeat(45_000) + "true")),
                Arguments.of("sums.yaml", feature("1" + " + 1".repeat(45_000))),
                Arguments.of("ors.yaml", feature("true" + " or true".repeat(20_000))),
                Arguments.of("cases.yaml", feature("case when true then ".repeat(9_000) + "1")),
                Arguments.of("filters.yaml", feature("sum(revenue) filter (where ".repeat(7_000))),
                Arguments.of("quotes.yaml", feature("'" + "''".repeat(400_000))),
                Arguments.of("exponent.yaml", feature("1e999999999 + count(*)")),
                Arguments.of("digits.yaml", feature("9".repeat(900_000) + " + count(*)")),
                Arguments.of("digits-fewer.yaml", feature("9".repeat(150_000) + " + count(*)")),
                Arguments.of("window.yaml", HEAD.replace("30d", "9".repeat(1000) + "d") + "features: {f: count(*)}"),
                Arguments.of("for.yaml", each(values("a", 1000) + ", " + values("b", 1000) + ", " + values("c", 1000))),
                Arguments.of("for-many.yaml", each(values("a", 90_000) + ", b: [x], c: [y]")),
                Arguments.of("doubling.yaml", doubling(2_000)),
                Arguments.of("halving.yaml", doubling(60)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void refusesBombs(String file, String text) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        DefinitionException refused = assertThrows(DefinitionException.class, () -> bind(file, text));
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < MOST_ALLOCATED, allocated + " bytes");
        assertTrue(
                refused.getMessage().length() < 100_000,
                "a message of " + refused.getMessage().length());
    }

    @Test
    void readsNoFileWithoutEnd() throws IOException {
        Path zeros = folder.resolve("zeros.yaml");
        Files.createSymbolicLink(zeros, Path.of("/dev/zero"));
        try {
            DefinitionException refused = assertThrows(DefinitionException.class, () -> FeatureSetReader.read(zeros));
            assertTrue(refused.getMessage().contains("the file is larger than 1 MiB"), refused.getMessage());
        } finally {
            Files.delete(zeros);
        }
    }

    @Test
    void readsAllThatIsLargeAndSound() {
        String many = HEAD + "features:\n"
                + IntStream.range(0, 5000)
                        .mapToObj(i -> "  f" + i + ": count(*) + " + i + "\n")
                        .collect(Collectors.joining());
        bind("many.yaml", many);
        FeatureSet set = FeatureSetReader.read(
                "for.yaml", each(values("a", 20) + ", " + values("b", 20) + ", " + values("c", 20)));
        assertEquals(1, set.features().size());
    }
}
