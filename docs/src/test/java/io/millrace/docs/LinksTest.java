package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every relative link leads to a file that exists, and to a heading in it. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    @Test
    void leadSomewhere() {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Page page : Page.all()) {
            for (int i = 0; i < page.prose().size(); i++) {
                // Emptied, not removed: [`code`](target) is a link all the same.
                Matcher link = LINK.matcher(CODE.matcher(page.prose().get(i)).replaceAll(""));
                while (link.find()) {
                    links++;
                    if (!leads(page, link.group(1))) {
                        broken.add(page.path() + ", line " + (i + 1) + ": " + link.group(1));
                    }
                }
            }
        }
        assertTrue(links > 30, "links: " + links);
        assertEquals(List.of(), broken);
    }

    private static boolean leads(Page page, String link) {
        if (link.matches("[a-z]+:.*")) {
            return true;
        }
        int mark = link.indexOf('#');
        String file = mark < 0 ? link : link.substring(0, mark);
        Path target =
                file.isEmpty() ? page.path() : page.path().resolveSibling(file).normalize();
        if (!target.startsWith(Page.root()) || !Files.exists(target)) {
            return false;
        }
        return mark < 0
                || Page.at(Page.root().relativize(target).toString()).anchors().contains(link.substring(mark + 1));
    }
}
