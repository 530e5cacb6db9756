package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell completes what the help lists: asked of bash itself. */
final class CompletionTest {
    private static final Path BASH = Path.of("/bin/bash");
    /** Prints, for every line read, its last word's completions in one line. */
    private static final String ASK = """
            source "$1" || exit
            compopt() { :; } # it works only while the user types
            while read -r line; do
                COMP_WORDS=($line)
                [[ $line == *--* ]] || COMP_WORDS+=('')
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                COMPREPLY=()
                _complete_millrace
                echo ${COMPREPLY[@]}
            done
            """;

    @TempDir
    Path folder;

    @Test
    void completesEveryCommandAndOption() throws Exception {
        assumeTrue(Files.isExecutable(BASH), "no bash");
        Map<String, TreeSet<String>> expected = new TreeMap<>();
        TreeSet<String> commands = listed("(?m)^  ([a-z]+) ", section(InProcess.done("--help"), "Commands:"));
        assertTrue(commands.contains("build") && commands.size() > 10, commands::toString);
        expected.put("millrace", commands);
        for (String command : commands) {
            String options = section(InProcess.done(command, "--help"), "Options:");
            expected.put("millrace " + command + " --", listed("(?m)^ +(?:-\\w, )?(--[a-z-]+)", options));
        }

        Map<String, TreeSet<String>> completed = completed(List.copyOf(expected.keySet()));

        // Besides commands, options may stand first.
        completed.get("millrace").removeIf(word -> word.startsWith("-"));
        assertEquals(expected, completed);
    }

    private static String section(String help, String heading) {
        String[] parts = help.split("\n" + heading + "\n", 2);
        assertEquals(2, parts.length, help);
        return parts[1].split("\n\n", 2)[0];
    }

    private static TreeSet<String> listed(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, TreeSet<String>> completed(List<String> lines) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("completion of millrace"), InProcess.done("completion"));
        Path asked = Files.write(folder.resolve("lines"), lines);
        Process bash = new ProcessBuilder(BASH.toString(), "--norc", "-c", ASK, "ask", script.toString())
                .redirectInput(asked.toFile())
                .redirectErrorStream(true)
                .start();
        List<String> answers = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(0, bash.waitFor(), answers::toString);
        assertEquals(lines.size(), answers.size(), answers::toString);
        Map<String, TreeSet<String>> completed = new TreeMap<>();
        for (int i = 0; i < lines.size(); i++) {
            completed.put(lines.get(i), listed("(\\S+)", answers.get(i).replaceAll("(^| )-\\w(?= |$)", "$1")));
        }
        return completed;
    }
}
