package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial's commands work one after the other, and print what it says. */
class TutorialTest {
    private static final Page PAGE = Page.at("docs/tutorial.md");

    @TempDir
    private static Path temporary;

    private static Workplace workplace;
    private static List<List<String>> printed;

    @BeforeAll
    static void runMillrace() throws IOException, InterruptedException {
        workplace = Workplace.in(temporary);
        workplace.writeFiles(PAGE);
        printed = workplace.millrace(
                calls().stream().flatMap(call -> call.millrace().stream()).toList());
    }

    @Test
    void printsWhatItSays() throws IOException, InterruptedException {
        for (int i = 0; i < printed.size(); i++) {
            verify(calls().get(i), printed.get(i));
        }
        List<Command> looks = commands("(head|cat) .*");
        assertFalse(looks.isEmpty());
        for (Command look : looks) {
            verify(look, workplace.shell(look.text()));
        }
    }

    @Test
    void loadsInPython() throws IOException, InterruptedException {
        Optional<String> python =
                Stream.of("python3", "/usr/bin/python3").filter(this::hasPandas).findFirst();
        assumeTrue(python.isPresent(), "no Python with pandas");
        List<Command> runs = commands("python3 .*");
        assertFalse(runs.isEmpty());
        for (Command run : runs) {
            verify(run, workplace.shell(run.text().replaceFirst("python3", python.orElseThrow())));
        }
    }

    private boolean hasPandas(String python) {
        try {
            return workplace
                    .shell(python + " -c 'import pandas' 2> /dev/null && echo yes || echo no")
                    .equals(List.of("yes"));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Command> calls() {
        return commands("millrace .*");
    }

    private static List<Command> commands(String pattern) {
        return PAGE.blocks().stream()
                .filter(block -> block.language().equals("console"))
                .flatMap(block -> Command.in(block).stream())
                .filter(command -> command.text().matches(pattern))
                .toList();
    }

    private static void verify(Command command, List<String> lines) {
        Printed.verify(command.place() + ": " + command.text(), command.printed(), lines);
    }
}
