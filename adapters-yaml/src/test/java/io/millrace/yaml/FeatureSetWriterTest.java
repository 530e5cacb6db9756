package io.millrace.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.FeatureSets;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.run.DefinitionException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
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
    @ValueSource(
            strings = {
                "\r",
                "\n",
                "\r\n",
                "\u0085",
                "\u2028",
                "\u2029",
                "\uFEFF",
                "\t",
                "\n\u0085",
                "\u2028 \n",
                "\uFEFF\n"
            })
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
        return FeatureSets.all();
    }
}
