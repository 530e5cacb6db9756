package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.CommandLines;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Every command line in the prose is one that Millrace understands, and the reference lists all there is. */
class CommandLinesTest {
    private final CommandLine definitions = CommandLines.definitions();

    @Test
    void areUnderstood() {
        List<String> wrong = new ArrayList<>();
        int calls = 0;
        for (Page.Block block : Page.blocks("sh", "console")) {
            for (Command command : Command.in(block)) {
                for (List<String> call : command.millrace()) {
                    calls++;
                    try {
                        definitions.parseArgs(call.toArray(String[]::new));
                    } catch (CommandLine.ParameterException e) {
                        wrong.add(command.place() + ": " + command.text() + "\n  " + e.getMessage());
                    }
                }
            }
        }
        assertTrue(calls > 20, "calls: " + calls);
        assertEquals(List.of(), wrong);
    }

    @Test
    void areAllInTheReference() {
        Page page = Page.at("docs/reference/cli.md");
        Map<String, CommandLine> commands = definitions.getSubcommands();
        assertEquals(
                List.copyOf(commands.keySet()),
                page.headings().stream().filter(commands::containsKey).toList());
        commands.forEach((name, command) -> {
            TreeSet<String> there = new TreeSet<>();
            command.getCommandSpec().options().stream()
                    .filter(option -> !option.hidden())
                    .map(OptionSpec::longestName)
                    .forEach(there::add);
            // Every command has these; the page says so once.
            there.removeAll(List.of("--help", "--version", "--debug", "--verbose", "--log-format", "--class-path"));
            assertEquals(there, optionsOf(limited(page, name)), name);
            command.getCommandSpec().options().forEach(option -> assertDefault(option, name, page.section(name)));
        });
    }

    /** The section of a command, with the rows of the options that it shares with others and links to. */
    private static String limited(Page page, String command) {
        String section = page.section(command);
        return section.contains("[limits](#limits)")
                ? section.lines()
                                .filter(line -> !line.contains("[limits](#limits)"))
                                .collect(Collectors.joining("\n"))
                        + page.section("Limits")
                : section;
    }

    /** Where an option has a default, its row names it. */
    private static void assertDefault(OptionSpec option, String command, String section) {
        String value = option.defaultValue();
        if (value == null || option.hidden()) {
            return;
        }
        String row = section.lines()
                .filter(line -> line.startsWith("| `" + option.longestName()))
                .findFirst()
                .orElseThrow();
        assertTrue(
                row.matches(".*default `?\\Q" + value + "\\E\\b.*|.*`\\Q" + value + "\\E` \\(default\\).*"),
                command + " " + option.longestName() + " defaults to " + value + ": " + row);
    }

    /** The options that have a row in the section's table. */
    private static TreeSet<String> optionsOf(String section) {
        TreeSet<String> options = new TreeSet<>();
        Pattern.compile("^\\| `(--[a-z-]+)", Pattern.MULTILINE)
                .matcher(section)
                .results()
                .map((MatchResult row) -> row.group(1))
                .forEach(options::add);
        return options;
    }
}
