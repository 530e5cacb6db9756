package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page on wrong input say what it says, on either stream. */
class WrongInputTest {
    private static final Page PAGE = Page.at("docs/how-to/when-the-input-is-wrong.md");

    @Test
    void saysWhatThePageSays(@TempDir Path temporary) throws IOException, InterruptedException {
        Workplace workplace = Workplace.in(temporary);
        workplace.writeFiles(PAGE);
        String millrace = Workplace.millraceFunction();
        int refused = 0;
        int commands = 0;
        for (Page.Block block : PAGE.blocks()) {
            if (block.language().equals("console")) {
                for (Command command : Command.in(block)) {
                    List<String> lines = workplace.shell(millrace + command.text() + " 2>&1 || echo \"exit $?\"");
                    boolean fails =
                            !lines.isEmpty() && lines.get(lines.size() - 1).startsWith("exit ");
                    if (fails) {
                        assertEquals("exit 3", lines.get(lines.size() - 1), command.text());
                        refused++;
                    }
                    commands++;
                    assertEquals(command.printed(), fails ? lines.subList(0, lines.size() - 1) : lines, command.text());
                }
            }
        }
        assertTrue(commands == 9 && refused == 4, commands + " commands, " + refused + " refused");
    }
}
