package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The decisions are numbered without a gap, and the index lists all of them by their titles. */
class DecisionsTest {
    private static final Path FOLDER = Page.root().resolve("docs/decisions");

    @Test
    void haveOneNumberEach() {
        List<Page> decisions = decisions();
        assertTrue(decisions.size() > 5);
        List<Integer> numbers = decisions.stream()
                .map(page ->
                        Integer.parseInt(page.path().getFileName().toString().substring(0, 4)))
                .toList();
        assertEquals(IntStream.rangeClosed(1, decisions.size()).boxed().toList(), numbers);
    }

    @Test
    void areListedInTheIndex() {
        List<String> rows = Page.at("docs/decisions/README.md").prose().stream()
                .filter(line -> line.startsWith("| ["))
                .toList();
        List<String> expected = decisions().stream().map(DecisionsTest::row).toList();
        assertEquals(expected, rows);
    }

    private static String row(Page decision) {
        String[] title = decision.headings().get(0).split("\\. ", 2);
        return "| [" + title[0] + "](" + decision.path().getFileName() + ") | " + title[1] + " |";
    }

    private static List<Page> decisions() {
        return Page.all().stream()
                .filter(page -> page.path().startsWith(FOLDER))
                .filter(page -> !page.path().endsWith("README.md"))
                .toList();
    }
}
