package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's commands work, on a smaller demo and on simulated events. The demo's output in it has the form of the
 * real one; its numbers are those of the run that it shows.
 */
class ReadmeTest {
    private static final Page PAGE = Page.at("README.md");

    @TempDir
    private Path temporary;

    @Test
    void showsWhatWorks() throws IOException, InterruptedException {
        List<List<String>> calls = new ArrayList<>();
        calls.add(List.of("demo", "--subscribers", "300"));
        calls.add(List.of("generate", "events", "--subscribers", "50", "--days", "30", "--seed", "7"));
        for (Page.Block block : PAGE.blocks()) {
            if (block.language().equals("sh")) {
                Command.in(block).forEach(command -> calls.addAll(command.millrace()));
            }
        }
        calls.remove(List.of("demo"));
        assertTrue(calls.size() > 6, () -> "calls: " + calls);

        Workplace workplace = Workplace.in(temporary);
        workplace.writeFiles(PAGE);
        List<String> actual = Printed.forms(workplace.millrace(calls).get(0));
        List<String> documented = demo();
        assertTrue(documented.size() > 40);
        assertEquals(
                List.of(),
                documented.stream()
                        .filter(line -> !line.equals("…") && !actual.contains(line))
                        .toList(),
                () -> String.join("\n", actual));
    }

    /** The form of what the demo prints, as the page has it. */
    private static List<String> demo() {
        return PAGE.blocks().stream()
                .filter(block -> block.language().equals("console"))
                .flatMap(block -> Command.in(block).stream())
                .filter(command -> command.text().equals("./millrace demo"))
                .findFirst()
                .map(command -> Printed.forms(command.printed()))
                .orElseThrow();
    }
}
