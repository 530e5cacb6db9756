package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Failing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on errors lists every exit code, and its commands end and say what it says. */
class ErrorsTest {
    private static final Page PAGE = Page.at("docs/reference/errors.md");

    @Test
    void listsEveryCode() {
        Map<Integer, String> rows = Pattern.compile(
                        "^\\| \\[(\\d+)\\]\\(#[a-z0-9_-]+\\) \\| `(\\w+)`", Pattern.MULTILINE)
                .matcher(PAGE.section("Errors and exit codes"))
                .results()
                .collect(Collectors.toMap((MatchResult row) -> Integer.parseInt(row.group(1)), row -> row.group(2)));

        assertEquals(new TreeMap<>(Failing.codes()), new TreeMap<>(rows));
        Failing.codes().forEach((code, name) -> assertTrue(PAGE.headings().contains(code + " " + name), name));
    }

    @Test
    void endsAndSaysAsThePageSays(@TempDir Path temporary) throws IOException, InterruptedException {
        Workplace workplace = Workplace.in(temporary);
        workplace.writeFiles(PAGE);
        int commands = 0;
        for (Page.Block block : PAGE.blocks()) {
            if (block.language().startsWith("console")) {
                for (Command command : Command.in(block)) {
                    String folder = temporary.toRealPath().resolve("work").toString();
                    List<String> lines =
                            workplace
                                    .shell(Workplace.millraceFunction() + command.text() + " 2>&1; echo \"exit $?\"")
                                    .stream()
                                    .map(line -> line.replace(folder, "/data"))
                                    .toList();
                    int last = lines.size() - 1;
                    assertEquals("exit " + code(command), lines.get(last), command.text());
                    assertEquals(command.printed(), lines.subList(0, last), command.text());
                    commands++;
                }
            }
        }
        assertEquals(13, commands);
    }

    /** The exit code of the section that a command stands in. */
    private static int code(Command command) {
        return Failing.codes().entrySet().stream()
                .filter(code ->
                        PAGE.section(code.getKey() + " " + code.getValue()).contains("$ " + command.text() + "\n"))
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    @Test
    void saysOfBugsAndInterruptionsWhatThePageSays() {
        String bug = Failing.said(new IllegalStateException("no such state"), false);
        String begin = PAGE.section("5 bug").split("```text\n", 2)[1].split("…", 2)[0];
        assertTrue(bug.startsWith(begin), bug);
        String interrupted =
                PAGE.section("130 interrupted").split("```text\n", 2)[1].split("```", 2)[0];
        assertEquals(interrupted, Failing.said(new IllegalStateException("stopped"), true));
    }
}
