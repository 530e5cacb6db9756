package io.millrace.docs;

import java.util.List;

/**
 * Compares what a page says that a command prints with what it prints. A line {@code …} stands for any lines. White
 * space, empty lines, and what differs from machine to machine (times, rates, bytes, threads) do not count.
 */
final class Printed {
    private static final String GAP = "…";
    private static final String MACHINE = "^(threads|state peak|process peak|fixed|needed|copies|splits)\\b.*";
    private static final String AMOUNT =
            "\\d[\\d.,]*( (thousand|million|[KM]))? (events/s|rows/s|GiB|MiB|KiB|B|ms|s|min|h)\\b";

    private Printed() {}

    static void verify(String place, List<String> documented, List<String> actual) {
        List<String> lines = normal(actual);
        int next = 0;
        boolean gap = false;
        for (String line : normal(documented)) {
            if (line.equals(GAP)) {
                gap = true;
                continue;
            }
            int found = gap ? indexFrom(lines, next, line) : next;
            if (found < 0 || found >= lines.size() || !lines.get(found).equals(line)) {
                throw differs(place, line, next, lines);
            }
            next = found + 1;
            gap = false;
        }
        if (!gap && next < lines.size()) {
            throw differs(place, "(end)", next, lines);
        }
    }

    /** Lines in which every number reads {@code #}, for output of the same form with other values. */
    static List<String> forms(List<String> lines) {
        return normal(lines).stream()
                .map(line -> line.replaceAll("-?\\d[\\d.,]*", "#")
                        .replaceAll("# (thousand|million|[KM]) ", "# ")
                        .replaceAll("(# \\+ )+", "")
                        .replaceAll("(# )+#", "#")
                        .replaceAll("between \\w+ and \\w+", "between # and #"))
                .toList();
    }

    private static List<String> normal(List<String> lines) {
        return lines.stream()
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .filter(line -> !line.isEmpty())
                .map(line -> line.replaceFirst(MACHINE, "$1").replaceAll(AMOUNT, "#"))
                .toList();
    }

    private static int indexFrom(List<String> lines, int from, String line) {
        int index = lines.subList(from, lines.size()).indexOf(line);
        return index < 0 ? -1 : from + index;
    }

    private static AssertionError differs(String place, String line, int next, List<String> lines) {
        return new AssertionError(place + " says\n  " + line + "\nbut printed is\n  "
                + String.join("\n  ", lines.subList(Math.min(next, lines.size()), lines.size())));
    }
}
