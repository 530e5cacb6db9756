package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page on exactness: a sum is what the page says, and what another program makes of it is, too. */
class ExactnessTest {
    @Test
    void printsWhatThePageSays(@TempDir Path temporary) throws IOException, InterruptedException {
        Page page = Page.at("docs/concepts/exactness.md");
        Workplace workplace = Workplace.in(temporary);
        workplace.writeFiles(page);
        List<String> expected = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        for (Page.Block block : page.blocks()) {
            if (block.language().equals("console")) {
                for (Command command : Command.in(block)) {
                    expected.addAll(command.printed());
                    printed.addAll(workplace.shell(Workplace.millraceFunction() + command.text()));
                }
            }
        }
        assertEquals(3, expected.size());
        assertEquals(expected, printed);
    }
}
