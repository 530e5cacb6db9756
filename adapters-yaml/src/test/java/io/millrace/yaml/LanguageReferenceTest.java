package io.millrace.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.feature.Expression;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Parser;
import io.millrace.core.feature.Printer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/reference/feature-language.md}. */
class LanguageReferenceTest {
    @Test
    void readsEveryFeatureSet() throws IOException {
        List<String> blocks = blocks("yaml");
        assertTrue(blocks.size() >= 6, "feature sets: " + blocks.size());
        for (String text : blocks) {
            FeatureSet set = FeatureSetReader.read("example.yaml", text);
            assertEquals(set, FeatureSetReader.read("written.yaml", FeatureSetWriter.write(set)));
        }
    }

    @Test
    void readsEveryExpression() throws IOException {
        List<String> expressions = blocks("sql").stream().flatMap(String::lines).toList();
        assertTrue(expressions.size() >= 60, "expressions: " + expressions.size());
        for (String text : expressions) {
            Expression expression = Parser.parse(text);
            assertEquals(expression, Parser.parse(Printer.print(expression)));
        }
    }

    private static List<String> blocks(String language) throws IOException {
        Path page = Path.of(System.getProperty("millrace.root", ".."), "docs", "reference", "feature-language.md");
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(page))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
