package io.millrace.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A page of prose in Markdown.
 *
 * @param path where it is
 * @param prose its lines outside of code blocks; a line of a code block is empty here
 * @param blocks its code blocks
 */
record Page(Path path, List<String> prose, List<Block> blocks) {
    private static final String FENCE = "```";

    /**
     * A code block.
     *
     * @param line of its first line of code, from 1
     * @param language what stands behind the fence, may be empty
     * @param note the HTML comment on the line before the fence, without its marks; else empty
     */
    record Block(Path page, int line, String language, String note, String text) {
        List<String> lines() {
            return text.lines().toList();
        }

        /** For messages. */
        String place() {
            return root().relativize(page) + ", line " + line;
        }
    }

    static Path root() {
        return Path.of(System.getProperty("millrace.root", ".."))
                .toAbsolutePath()
                .normalize();
    }

    /** A page by its path from the root of the repository. */
    static Page at(String path) {
        return read(root().resolve(path));
    }

    /** Every page of the repository. */
    static List<Page> all() {
        try (Stream<Path> top = Files.list(root());
                Stream<Path> docs = Files.walk(root().resolve("docs"))) {
            return Stream.concat(top, docs.filter(path -> !path.startsWith(root().resolve("docs/target"))))
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .map(Page::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The code blocks of all pages in one of the languages. */
    static List<Block> blocks(String... languages) {
        return all().stream()
                .flatMap(page -> page.blocks().stream())
                .filter(block -> List.of(languages).contains(block.language()))
                .toList();
    }

    List<String> headings() {
        return prose.stream()
                .filter(line -> line.matches("#{1,6} .*"))
                .map(line -> line.replaceFirst("#+ +", "").strip())
                .toList();
    }

    /** What a link to a heading of this page has behind its {@code #}. */
    List<String> anchors() {
        return headings().stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** The text between a heading and the next of the same or a higher level, with its code blocks. */
    String section(String heading) {
        List<String> lines = lines(path);
        int from = -1;
        for (int i = 0; i < lines.size(); i++) {
            String line = prose.get(i);
            if (from < 0 && line.replaceFirst("^#+ ", "").equals(heading) && line.startsWith("#")) {
                from = i;
            } else if (from >= 0 && line.startsWith("#") && level(line) <= level(lines.get(from))) {
                return String.join("\n", lines.subList(from, i));
            }
        }
        if (from < 0) {
            throw new AssertionError(path + " has no section " + heading);
        }
        return String.join("\n", lines.subList(from, lines.size()));
    }

    private static int level(String heading) {
        return heading.indexOf(' ');
    }

    private static Page read(Path path) {
        List<String> prose = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        List<String> code = new ArrayList<>();
        String language = null;
        String note = "";
        String before = "";
        for (String line : lines(path)) {
            boolean fence = line.startsWith(FENCE);
            if (fence && language == null) {
                language = line.substring(FENCE.length()).strip();
                note = before.matches("<!-- .* -->") ? before.substring(5, before.length() - 4) : "";
            } else if (fence) {
                int first = prose.size() + 1 - code.size();
                blocks.add(new Block(path, first, language, note, String.join("\n", code) + "\n"));
                code.clear();
                language = null;
            } else if (language != null) {
                code.add(line);
            }
            prose.add(fence || language != null ? "" : line);
            before = line;
        }
        if (language != null) {
            throw new AssertionError(path + " does not close its last code block");
        }
        return new Page(path, prose, blocks);
    }

    private static List<String> lines(Path path) {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
