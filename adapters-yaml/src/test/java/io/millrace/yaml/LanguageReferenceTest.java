package io.millrace.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.feature.Expression;
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
        List<String> names = blocks("yaml").stream()
                .map(text -> FeatureSetReader.read("example.yaml", text).name())
                .toList();
        assertEquals(List.of("streamflow-activity", "checked"), names);
    }

    @Test
    void readsEveryExpression() throws IOException {
        List<String> expressions = blocks("sql").stream().flatMap(String::lines).toList();
        assertEquals(12, expressions.size());
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
