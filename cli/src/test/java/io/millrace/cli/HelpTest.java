package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HelpTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "demo",
                "generate",
                "inspect",
                "explain",
                "build",
                "check",
                "diff",
                "report",
                "features",
                "sql",
                "doctor"
            })
    void showsExamplesFirst(String command) {
        String help = InProcess.done(
                Stream.of(command, "--help").filter(word -> !word.isEmpty()).toArray(String[]::new));

        int examples = help.indexOf("\nExamples:\n  millrace ");
        assertTrue(examples > 0 && examples < help.indexOf("\nUsage: millrace " + command), help);
        assertTrue(help.contains("--help") && help.contains("--version") && help.contains("--debug"), help);
        assertTrue(help.lines().allMatch(line -> line.length() <= 100), help);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "generate",
                "inspect",
                "explain",
                "build",
                "check",
                "diff",
                "report",
                "why",
                "features",
                "sql",
                "doctor"
            })
    void showsExamplesThatAreUnderstood(String command) {
        String help = InProcess.done(command, "--help");
        List<String> examples = help.substring(help.indexOf("Examples:"), help.indexOf("\nUsage:"))
                .replace("\\\n", " ")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("millrace "))
                .toList();

        assertTrue(!examples.isEmpty(), help);
        for (String example : examples) {
            String words = example.replaceAll(" [|>].*", "").replace("'", "") + " --help";
            assertEquals(
                    0,
                    InProcess.run(words.substring("millrace ".length()).split(" +"))
                            .code(),
                    example);
        }
    }

    @Test
    void tellsTheVersion() {
        assertTrue(InProcess.done("--version").startsWith("millrace "));
        assertTrue(InProcess.done("build", "--version").startsWith("millrace "));
    }

    @Test
    void showsTheCommandsWhereNoneIsGiven() {
        assertTrue(InProcess.done().contains("Commands:"));
    }
}
