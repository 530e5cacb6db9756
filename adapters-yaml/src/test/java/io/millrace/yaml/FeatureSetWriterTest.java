package io.millrace.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Check;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Expressions;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.FeatureSetBuilder;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.run.DefinitionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureSetWriterTest {
    @Property(tries = 500)
    void writesWhatReadsAsAnEqualSet(@ForAll("sets") FeatureSet set) {
        assertEquals(set, FeatureSetReader.read("set.yaml", FeatureSetWriter.write(set)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\u0085", "\u2028", "\u2029", "\uFEFF", "\t"})
    void keepsWhatYamlTakesForTheEndOfALine(String end) {
        FeatureSet set = FeatureSet.builder("set")
                .entity("user")
                .time("at")
                .window("1d")
                .feature("a" + end + "b", "count(*) filter (where x = '" + end + "' or x = 'a" + end + "b')")
                .describe("a" + end + "b")
                .build();

        assertEquals(set, FeatureSetReader.read("set.yaml", FeatureSetWriter.write(set)));
    }

    @Test
    void keepsExpressionsAsWritten() {
        String text = FeatureSetWriter.write(StreamflowChurn.featureSet());
        assertEquals(StreamflowChurn.featureSet(), FeatureSetReader.read("set.yaml", text));
        assertTrue(text.contains("    is: total_events / window_days\n"), text);
    }

    /** Whatever is done to a file, its reader answers with a set or with problems. */
    @Property(tries = 500)
    void readsDamagedTextWithoutFailing(
            @ForAll @IntRange(max = 5_000) int place,
            @ForAll @IntRange(max = 30) int removed,
            @ForAll("noise") String inserted) {
        String text = FeatureSetWriter.write(StreamflowChurn.featureSet());
        int from = Math.min(place, text.length());
        String damaged = text.substring(0, from) + inserted + text.substring(Math.min(text.length(), from + removed));
        try {
            FeatureSetReader.read("set.yaml", damaged);
        } catch (DefinitionException e) {
            assertTrue(!e.problems().isEmpty());
        }
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(4),
                Arbitraries.strings().withChars(":-[]{}&*!|>'\"%@`?#, \n\t").ofMaxLength(6));
    }

    @Provide
    Arbitrary<FeatureSet> sets() {
        Arbitrary<String> names = Expressions.names()
                .filter(name -> !name.isBlank() && !name.contains("{") && !name.contains("}"))
                .filter(name -> !Set.of("user", "at", "as_of").contains(name));
        Arbitrary<List<String>> distinct =
                names.list().uniqueElements().ofMinSize(3).ofMaxSize(6);
        Arbitrary<List<Expression>> expressions = Expressions.all().list().ofSize(6);
        Arbitrary<List<String>> texts = Expressions.texts().list().ofSize(6);
        Arbitrary<List<String>> values = Arbitraries.oneOf(
                        Arbitraries.of(
                                "NO", "007", "1e3", "null", "~", "true", "a: b", "#", "it's", "12:30", "- a", "*a"),
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .withChars("\"'\n ")
                                .ofMinLength(1))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
        Arbitrary<Long> window = Arbitraries.longs().between(1, 1L << 60);
        return Combinators.combine(distinct, expressions, texts, values, window, Arbitraries.doubles())
                .as(this::set)
                .filter(Optional::isPresent)
                .map(Optional::get);
    }

    /** Empty where chance has made names that collide. */
    private Optional<FeatureSet> set(
            List<String> names,
            List<Expression> expressions,
            List<String> texts,
            List<String> values,
            long window,
            double bound) {
        FeatureSetBuilder builder = FeatureSet.builder("set " + texts.get(5))
                .entity("user")
                .time("at")
                .window(Duration.ofNanos((window >> 10) * 1_000 + 1_000))
                .column(names.get(0), DataType.TEXT)
                .let("of_{" + names.get(1) + "}", expressions.get(5))
                .forEach(names.get(1), values)
                .let(names.get(0), expressions.get(0));
        List<String> features = new ArrayList<>(names.subList(1, names.size()));
        for (int i = 0; i < features.size(); i++) {
            builder.feature(features.get(i), expressions.get(i + 1)).describe(texts.get(i));
        }
        builder.checkRange(features.get(0), Optional.of(bound), Optional.empty())
                .check(new Check.Condition(features.get(0), expressions.get(2), "wrong"))
                .checkNotNull(features.get(1))
                .checkNotNull(features.get(0))
                .checkCorrelation(0.5);
        try {
            return Optional.of(builder.build());
        } catch (DefinitionException e) {
            return Optional.empty();
        }
    }
}
