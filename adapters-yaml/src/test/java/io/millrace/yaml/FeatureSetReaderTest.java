package io.millrace.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Check;
import io.millrace.core.feature.Definition;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.ForEach;
import io.millrace.core.feature.Printer;
import io.millrace.core.feature.Problem;
import io.millrace.core.feature.ProblemPrinter;
import io.millrace.core.feature.Severity;
import io.millrace.core.feature.Span;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.feature.Validator;
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
        String text = """
                feature_set: set
                entity: [user_id, device]
                time: at
                window: 30d
                columns: {revenue: "decimal(10, 2)", at: timestamp}
                where: country = 'AT'
                validators:
                  positive: revenue >= 0
                  own: {use: plausible}
                let:
                  n_{x}: {for: {x: [a, b]}, is: "count(*) filter (where x = :x)"}
                  n_{x}_{y}: {for: {x: [a], y: [c, d]}, windows: [1d, 12h], offset: 7d, is: count(*)}
                  set_wide: {offset: 0d, is: count(*)}
                features:
                  total: {window: 7d, default: 0, is: count(*)}
                  share:
                    is: n_a / total
                    description: How much
                  plan: {default: "1", is: last(plan)}
                checks:
                  share: {expression: "share <= 1", not_null: true, min: 0, unique: true}
                  total: {max: 1e6, not_null: false, max_default: 5%, severity: warn}
                  plan:
                    - {share: {value: basic, min: 10%, max: 0.5}}
                    - {share: [{value: "1", max: 1}, {value: 1.5, max: 0}, {value: true, max: 0}], severity: warn}
                  balanced: {use: balance, severity: fail}
                  correlation: {max: 0.95, severity: warn}
                """;
        assertEquals(everyPart(), FeatureSetReader.read("set.yaml", text));
        assertEquals(everyPart(), FeatureSetReader.read("set.yaml", FeatureSetWriter.write(everyPart())));
    }

    private static FeatureSet everyPart() {
        Optional<Double> none = Optional.empty();
        return FeatureSet.builder("set")
                .entity("user_id", "device")
                .time("at")
                .window("30d")
                .column("revenue", DataType.decimal(10, 2))
                .column("at", "timestamp")
                .where("country = 'AT'")
                .validate("positive", "revenue >= 0")
                .validate(new Validator.Named("own", "plausible"))
                .let("n_{x}", "count(*) filter (where x = :x)")
                .forEach("x", "a", "b")
                .let("n_{x}_{y}", "count(*)")
                .forEach("x", "a")
                .forEach("y", "c", "d")
                .overEach("1d", "12h")
                .offset("7d")
                .let("set_wide", "count(*)")
                .offset("0d")
                .feature("total", "count(*)")
                .over("7d")
                .defaultTo(0)
                .feature("share", "n_a / total")
                .describe("How much")
                .feature("plan", "last(plan)")
                .defaultTo("1")
                .checkRange("share", Optional.of(0.0), none)
                .checkNotNull("share")
                .checkUnique("share")
                .checkCondition("share", "share <= 1")
                .check(new Check.Range("total", none, Optional.of(1e6), Severity.WARN))
                .check(new Check.MaxDefault("total", 0.05, Severity.WARN))
                .check(share(new Expression.TextLiteral("basic", Span.NONE), Optional.of(0.1), 0.5, Severity.FAIL))
                .check(share(new Expression.TextLiteral("1", Span.NONE), none, 1, Severity.WARN))
                .check(share(new Expression.DoubleLiteral(1.5, Span.NONE), none, 0, Severity.WARN))
                .check(share(new Expression.BooleanLiteral(true, Span.NONE), none, 0, Severity.WARN))
                .check(new Check.Named("balanced", "balance", Severity.FAIL))
                .check(new Check.Correlation(0.95, Severity.WARN))
                .build();
    }

    private static Check share(Expression.Literal value, Optional<Double> min, double max, Severity severity) {
        return new Check.Share("plan", value, min, Optional.of(max), severity);
    }

    /** A default, as written in YAML and in JSON, and the constant that it is. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0 | 0 | 0",
                "-3 | -3 | -3",
                "1.50 | 1.50 | 1.5",
                "1e3 | 1e3 | 1000.0",
                "true | true | true",
                "'true' | \"true\" | 'true'",
                "\"7\" | \"7\" | '7'",
                "007 | \"007\" | '007'",
                "NO | \"NO\" | 'NO'",
                "1_000 | \"1_000\" | '1_000'",
                "2024-10-31 | \"2024-10-31\" | '2024-10-31'",
                "'null' | \"null\" | 'null'",
            })
    void takesADefaultForWhatItIsWrittenAs(String yaml, String json, String constant) {
        FeatureSet set =
                FeatureSetReader.read("set.yaml", HEAD + "features: {größe😀: {default: " + yaml + ", is: a}}");
        Definition feature = set.features().get(0);
        assertEquals(constant, Printer.print(feature.defaultValue().orElseThrow()));
        String text = "{\"feature_set\": \"set\", \"entity\": \"user_id\", \"time\": \"at\", \"window\": \"30d\","
                + "\"features\": {\"größe😀\": {\"default\": " + json + ", \"is\": \"a\"}}}";
        assertEquals(set, FeatureSetReader.read("set.json", text));
        assertEquals(set, FeatureSetReader.read("set of no ending", text));
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
                FeatureSetReader.read("set.yaml", text).features().get(0).each().get(0);
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
                "features: {total: count(*)}~author: me | 6:1 unknown key author | the keys here are feature_set, entity, time, window, columns, where, validators, let, features, checks",
                "features: {total: {si: count(*), is: 1}} | 5:20 unknown key si | did you mean is?",
                "features: {total: count(*), total: 1} | 5:29 total stands twice | it stands in line 5 already: rename or remove one of the two",
                "features: {total: {description: x}} | 5:12 total has no expression | add is: expression",
                "features: {total: [1]} | 5:19 one value stands here, not a list | write it behind the colon",
                "features: {total: } | 5:18 no value stands here | write it behind the colon",
                "features: {total: count(*)}~let: | 6:5 let is a map of names, not nothing | write name: value, one to a line",
                "features: {total: count(*)}~features: | 6:1 features stands twice | it stands in line 5 already: rename or remove one of the two",
                "features: {total: count(*)}~columns: {a: varchar} | 6:14 varchar is no type | write text",
                "features: {'n_{x}': {is: '1', for: {x: a}}} | 5:40 for x takes a list, not the value a | write for: {event_type: [page_view, search]}",
                "features: {'n_{x}': {is: '1', for: {x: [a], y: [b]}}} | 5:12 n_{x} is repeated for y, and every repetition has the same name | put the column in braces into the name, for example n_{x}_{y}",
                "features: {'n_{x}': {is: '1', for: {x: []}}} | 5:12 for x lists no value | list the values that the definition is for",
                "features: {'n_{x}': count(*)} | 5:12 n_{x} has braces, but no values to repeat it for | add for: {column: [values]}, or remove the braces",
                "features: {total: count(*)}~checks: {totl: {min: 0}} | 6:10 a check is about totl, which is no feature | did you mean total?",
                "features: {total: count(*)}~checks: {total: {mim: 0}} | 6:18 unknown key mim | did you mean min?",
                "features: {total: count(*)}~checks: {total: {min: low}} | 6:23 min is a number, not low | write for example min: 1",
                "features: {total: count(*)}~checks: {total: {}} | 6:10 the check total checks nothing | add min, max, not_null, unique, max_default, share, expression or use",
                "features: {total: count(*)}~checks: {total: {not_null: yes}} | 6:28 not_null is true or false, not yes | write not_null: true",
                "features: {total: count(*)}~checks: {correlation: {max: 2}} | 6:10 the limit is 2, and a correlation lies in (0, 1] | write for example max: 0.95",
                "features: {'n_{x}': {is: '1', for: [x]}} | 5:31 for takes columns with their values, not a list | write for: {event_type: [page_view, search]}",
                "features: {a: {is: '1', window: 7, windows: [1d]}} | 5:36 a definition has either window or windows | remove one of the two",
                "features: {a: {is: '1', window: 7 moons}} | 5:33 a: \"7 moons\": moons is no unit of time; the units are seconds, minutes, hours, days, weeks | ``",
                "features: {a: {is: '1', windows: 7d}} | 5:34 windows takes a list, not the value 7d | write windows: [1d, 7d, 30d]",
                "features: {a: {is: '1', windows: [1d, 24h]}} | 5:25 a: a window is listed twice | ``",
                "features: {a: {is: '1', default: null}} | 5:34 null is no default, and what stands without one | remove default, or write for example default: 0",
                "features: {a: {is: '1', default: [0]}} | 5:34 one value stands here, not a list | write it behind the colon",
                "features: {a: {is: '1', default: 9223372036854775808}} | 5:34 9223372036854775808 does not fit in 64 bits; with a point, as in 1.0, it is a double | ``",
                "let: {a: {is: '1', default: 0}}~features: {b: a} | 5:7 let a has a default | a default is for a feature; in a let write coalesce(…, default)",
                "features: {a: '1'}~where: [x] | 6:8 one value stands here, not a list | write it behind the colon",
                "features: {a: '1'}~validators: {v: {uses: x}} | 6:18 unknown key uses | did you mean use?",
                "features: {a: '1'}~checks: {a: {severity: warn}} | 6:10 the check a checks nothing | add min, max, not_null, unique, max_default, share, expression or use",
                "features: {a: '1'}~checks: {a: {min: 0, severity: wran}} | 6:32 severity is warn or fail, not wran | did you mean warn?",
                "features: {a: '1'}~checks: {a: {max_default: 5%}} | 6:10 max_default is about the default of a, which has none | give a a default, for example default: 0",
                "features: {a: {is: '1', default: 0}}~checks: {a: {max_default: 5 percent}} | 6:27 max_default is a share, not 5 percent | write for example max_default: 5% or max_default: 0.05",
                "features: {a: '1'}~checks: {a: {share: {min: 10%}}} | 6:21 a share names no value | write for example share: {value: mobile, max: 60%}",
                "features: {a: '1'}~checks: {a: {share: {value: 1, max: 110%}}} | 6:21 a bound is 1.1, and a share lies in [0, 1], which is 0% to 100% | write for example share: {value: mobile, max: 60%}",
                "features: {correlation: '1'}~checks: {correlation: {min: 0}} | 6:24 unknown key min | the keys here are max, severity",
                "features: {a: !!str count(*)} | 5:15 tag:yaml.org,2002:str would be a tag, and a feature set has none | write the value alone",
                "features: {a: '1'}~columns: {a: 'decimal(20, 2)'} | 6:14 decimal(20, 2) is no type | a decimal has 1 to 18 digits, and no more behind the point than in all; write for example decimal(18, 2), or double",
                "features: {a: '1'}~columns: {<<: {a: text}} | 6:15 one value stands here, not a map | write it behind the colon",
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
                unknown key tme
                  in set.yaml, line 3, column 1
                  did you mean time?

                "30 months": months and years are not always equally long; write days or weeks, for example 30d for a month
                  in set.yaml, line 4, column 9

                a stands twice
                  in set.yaml, line 8, column 3
                  it stands in line 6 already: rename or remove one of the two

                min 3 is above max 1
                  in set.yaml, line 10, column 3
                  exchange the two

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
                        "no value stands here",
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
