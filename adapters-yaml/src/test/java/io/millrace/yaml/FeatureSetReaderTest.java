package io.millrace.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.ForEach;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.ProblemPrinter;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.run.DefinitionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureSetReaderTest {
    private static final String HEAD = "feature_set: set\nentity: user_id\ntime: at\nwindow: 30d\n";
    private static final String SOUND = HEAD + "features:\n  total: count(*)\n";

    @Test
    void readsTheBuiltInSetAsItIsBuiltInJava() throws IOException {
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("/streamflow-churn.yaml"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(StreamflowChurn.featureSet(), FeatureSetReader.read("streamflow-churn.yaml", text));
        }
    }

    @Test
    void readsEveryKeyIntoWhatTheBuilderMakesOfIt() {
        String text = HEAD + """
                columns: {revenue: double, at: timestamp}
                let:
                  n_{x}: {for: {x: [a, b]}, is: "count(*) filter (where x = :x)"}
                features:
                  total: count(*)
                  share:
                    is: n_a / total
                    description: How much
                checks:
                  share: {expression: "share <= 1", not_null: true, min: 0}
                  total: {max: 1e6, not_null: false}
                  correlation: {limit: 0.95}
                """;
        FeatureSet expected = FeatureSet.builder("set")
                .entity("user_id")
                .time("at")
                .window("30d")
                .column("revenue", "double")
                .column("at", "timestamp")
                .let("n_{x}", "count(*) filter (where x = :x)")
                .forEach("x", "a", "b")
                .feature("total", "count(*)")
                .feature("share", "n_a / total")
                .describe("How much")
                .checkRange("share", Optional.of(0.0), Optional.empty())
                .checkNotNull("share")
                .checkCondition("share", "share <= 1")
                .checkRange("total", Optional.empty(), Optional.of(1e6))
                .checkCorrelation(0.95)
                .build();
        assertEquals(expected, FeatureSetReader.read("set.yaml", text));
    }

    @Test
    void takesValuesAsWritten() {
        String text = HEAD + """
                features:
                  n_{x}:
                    for: {x: [NO, 007, 1e3, 2024-10-01, true, "quoted", 0x1F, 1_000, 12:30:00]}
                    is: count(*) filter (where x = :x)
                """;
        ForEach each =
                FeatureSetReader.read("set.yaml", text).features().get(0).each().orElseThrow();
        assertEquals(
                List.of("NO", "007", "1e3", "2024-10-01", "true", "quoted", "0x1F", "1_000", "12:30:00"),
                each.values());
    }

    @Test
    void readsJsonOfTheSameShape() {
        String json = """
                {
                \t"feature_set": "set", "entity": "user_id", "time": "at", "window": "30d",
                \t"let": {"n_{x}": {"for": {"x": ["a", 1e3]}, "is": "count(*)"}},
                \t"features": {"total": "count(*)"},
                \t"checks": {"total": {"min": 0}}
                }
                """;
        FeatureSet expected = FeatureSetReader.read(
                "set.yaml", SOUND + "let: {'n_{x}': {for: {x: [a, 1e3]}, is: count(*)}}\nchecks: {total: {min: 0}}\n");
        assertEquals(expected, FeatureSetReader.read("set.json", json));
    }

    /** What stands after a sound set or its head, and every problem: line:column what | advice. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "features: {total: count(*)}~featurs: {} | 6:1 unknown key featurs | did you mean features?",
                "features: {total: count(*)}~author: me | 6:1 unknown key author | the keys here are feature_set, entity, time, window, columns, let, features, checks",
                "features: {total: {si: count(*), is: 1}} | 5:20 unknown key si | did you mean is?",
                "features: {total: count(*), total: 1} | 5:29 total stands twice | it stands in line 5 already: rename or remove one of the two",
                "features: {total: {description: x}} | 5:12 total has no expression | add is: expression",
                "features: {total: [1]} | 5:19 one value stands here, not a list | write it behind the colon",
                "features: {total: } | 5:18 one value stands here, not nothing | write it behind the colon",
                "features: {total: count(*)}~let: | 6:5 let is a map of names, not nothing | write name: value, one to a line",
                "features: {total: count(*)}~features: | 6:1 features stands twice | it stands in line 5 already: rename or remove one of the two",
                "features: {total: count(*)}~columns: {a: varchar} | 6:14 varchar is no type | write text",
                "features: {'n_{x}': {is: '1', for: {x: a}}} | 5:37 for x takes a list, not the value a | write for: {event_type: [page_view, search]}",
                "features: {'n_{x}': {is: '1', for: {x: [a], y: [b]}}} | 5:31 for takes one column with its values, not a map | write for: {event_type: [page_view, search]}",
                "features: {'n_{x}': {is: '1', for: {x: []}}} | 5:12 for x lists no value | list the values that the definition is for",
                "features: {'n_{x}': count(*)} | 5:12 n_{x} has braces, but no values to repeat it for | add for: {column: [values]}, or remove the braces",
                "features: {total: count(*)}~checks: {totl: {min: 0}} | 6:10 a check is about totl, which is no feature | did you mean total?",
                "features: {total: count(*)}~checks: {total: {mim: 0}} | 6:18 unknown key mim | did you mean min?",
                "features: {total: count(*)}~checks: {total: {min: low}} | 6:23 min is a number, not low | write for example min: 1",
                "features: {total: count(*)}~checks: {total: {}} | 6:10 the check total checks nothing | add min, max, not_null or expression",
                "features: {total: count(*)}~checks: {total: {not_null: yes}} | 6:28 not_null is true or false, not yes | write not_null: true",
                "features: {total: count(*)}~checks: {correlation: {limit: 2}} | 6:10 a correlation limit lies in (0, 1], not 2.0 | ``",
                "features: {a: &x count(*), b: *x} | 5:31 *x would be an alias, and a feature set has none | write the value itself; an expression that begins with * stands in quotes",
            })
    void tellsWhatIsWrongAndWhere(String rest, String found, String advice) {
        List<String> told = new ArrayList<>();
        for (Problem problem : problems("set.yaml", HEAD + rest.replace('~', '\n'))) {
            Problem.Place.InFile place = (Problem.Place.InFile) problem.place();
            told.add(place.line() + ":" + place.column() + " " + problem.what() + " | " + problem.advice());
        }
        assertEquals(List.of(found + " | " + advice), told);
    }

    @Test
    void tellsAllProblemsOfAFileAtOnce() {
        String text = """
                feature_set: set
                entity: user_id
                tme: at
                window: 30 months
                features:
                  a: count(
                  b: "1 == 2"
                  a: count(*)
                checks:
                  c: {min: 3, max: 1}
                """;
        String shown = """
                no event time is named
                  in set.yaml, line 1, column 1
                  name the column of the event time, for example time: timestamp

                unknown key tme
                  in set.yaml, line 3, column 1
                  did you mean time?

                "30 months": months and years are not always equally long; write days or weeks, for example 30d for a month
                  in set.yaml, line 4, column 9

                a stands twice
                  in set.yaml, line 8, column 3
                  it stands in line 6 already: rename or remove one of the two

                min 3.0 is above max 1.0
                  in set.yaml, line 10, column 3

                expected an expression, found the end of the expression
                  in a (set.yaml, line 6):
                    count(
                          ^
                  something is missing at the end

                == has no meaning here
                  in b (set.yaml, line 7):
                    1 == 2
                      ^^
                  write = to compare""";
        assertEquals(shown, ProblemPrinter.print(problems("set.yaml", text)));
    }

    @Test
    void tellsOneProblemOfOneMistake() {
        String text = "feature_set: [a]\nentity:\ntime: {a: b}\nwindow: [30d]\nfeatures: {a: '1'}\n";
        assertEquals(
                List.of(
                        "one value stands here, not a list",
                        "one value stands here, not nothing",
                        "one value stands here, not a map",
                        "one value stands here, not a list"),
                problems("set.yaml", text).stream().map(Problem::what).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just text",
                "- a list",
                "a: b: c",
                "features: {a: 1",
                "\tfeatures: 1",
                "a: \"x\" + 1",
                "? [a, b]\n: 1",
                "a: 1\n---\nb: 2",
                "a: !!binary aGVsbG8=",
                "\u0000",
                "%YAML 9.9\n---\na: 1",
                "a: &a [*a]",
                "<<: *x",
            })
    void refusesWhatIsNoFeatureSetWithAProblem(String text) {
        assertTrue(!problems("set.yaml", text).isEmpty());
        assertTrue(!problems("set.json", text).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: b: c | 1:5 this is no YAML: mapping values are not allowed here",
                "features:~  a: count(*) filter (where a = 'b: c') | 2:35 this is no YAML: mapping values are not allowed here",
                "features: {a: 1 | 1:16 this is no YAML: expected ',' or '}', but got <stream end>",
                "x: @a | 1:4 this is no YAML: found character '@' that cannot start any token. (Do not use @ for indentation)",
                "a: \"x\" / 1 | 1:8 this is no YAML: expected <block end>, but found '<scalar>'",
                "a: 'x | 1:6 this is no YAML: found unexpected end of stream",
                "? [a]~: 1 | 1:4 this is no YAML: Expected a field name (Scalar value in YAML)",
            })
    void saysWhereAFileIsNoYaml(String text, String expected) {
        Problem problem = problems("set.yaml", text.replace('~', '\n')).get(0);
        Problem.Place.InFile place = (Problem.Place.InFile) problem.place();
        assertEquals(expected, place.line() + ":" + place.column() + " " + problem.what());
    }

    @Test
    void refusesBombsQuickly() {
        String aliases = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b]\n";
        assertTrue(problems("set.yaml", aliases).size() >= 16);
        String nested = "a: " + "[".repeat(50_000);
        assertEquals(
                "this is no YAML: more than 20 levels of lists and maps",
                problems("set.yaml", nested).get(0).what());
        assertEquals(1, problems("set.json", "{\"a\": " + "[".repeat(50_000)).size());
    }

    @Test
    void tellsOfFilesThatCannotBeRead(@TempDir Path folder) throws IOException {
        Path missing = folder.resolve("missing.yaml");
        DefinitionException thrown = assertThrows(DefinitionException.class, () -> FeatureSetReader.read(missing));
        assertEquals("there is no file " + missing, thrown.problems().get(0).what());
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4});
        thrown = assertThrows(DefinitionException.class, () -> FeatureSetReader.read(latin));
        assertEquals("the file is not in UTF-8", thrown.problems().get(0).what());
        Path large = Files.write(folder.resolve("large.yaml"), new byte[(1 << 20) + 1]);
        thrown = assertThrows(DefinitionException.class, () -> FeatureSetReader.read(large));
        assertEquals("the file is larger than 1 MiB", thrown.problems().get(0).what());
        assertThrows(DefinitionException.class, () -> FeatureSetReader.read(folder));
        Path sound = Files.writeString(folder.resolve("sound.yaml"), "\uFEFF" + SOUND.replace("\n", "\r\n"));
        assertEquals(FeatureSetReader.read("set.yaml", SOUND), FeatureSetReader.read(sound));
    }

    private static List<Problem> problems(String file, String text) {
        return assertThrows(DefinitionException.class, () -> FeatureSetReader.read(file, text))
                .problems();
    }
}
