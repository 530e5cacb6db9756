package io.millrace.cli.render;

import io.millrace.core.text.PlainText;
import java.util.ArrayList;
import java.util.List;

/** A report in aligned columns. */
final class TextReport {
    private static final String INDENT = "  ";
    private static final String GAP = "  ";

    private static final int NARROWEST = 30;

    private final StringBuilder out = new StringBuilder();
    private final boolean colour;
    private final int width;

    /**
     * @param width where sentences are broken into lines; tables are as wide as they are
     */
    TextReport(boolean colour, int width) {
        this.colour = colour;
        this.width = width;
    }

    String print(Report report) {
        for (Section section : report.sections()) {
            if (!out.isEmpty()) {
                out.append('\n');
            }
            if (!section.heading().isEmpty()) {
                out.append(style(PlainText.line(section.heading()), "1")).append('\n');
            }
            print(section);
        }
        return out.toString();
    }

    private void print(Section section) {
        if (section instanceof Section.Rows rows) {
            table(rows.table());
        } else if (section instanceof Section.Facts facts) {
            facts(facts.facts());
        } else {
            ((Section.Lines) section).lines().forEach(line -> line(INDENT + PlainText.line(line)));
        }
    }

    private void facts(List<Section.Fact> facts) {
        int width = facts.stream()
                .mapToInt(fact -> TextWidth.of(PlainText.line(fact.label())))
                .max()
                .orElse(0);
        int room = Math.max(NARROWEST, this.width - INDENT.length() - width - GAP.length());
        for (Section.Fact fact : facts) {
            String label = padRight(PlainText.line(fact.label()), width);
            for (String line : TextWidth.lines(fact.cell().text(), room)) {
                line(INDENT + label + GAP + style(line, fact.cell().tone()));
                label = " ".repeat(width);
            }
        }
    }

    private void table(Table table) {
        int[] widths = widths(table);
        List<Cell> headings = new ArrayList<>();
        table.columns()
                .forEach(column -> headings.add(Cell.text(column.heading()).toned(Cell.Tone.QUIET)));
        row(table, headings, widths);
        table.rows().forEach(row -> row(table, row, widths));
    }

    private static int[] widths(Table table) {
        int[] widths = new int[table.columns().size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = TextWidth.of(table.columns().get(i).heading());
            for (List<Cell> row : table.rows()) {
                widths[i] = Math.max(widths[i], TextWidth.of(shown(row.get(i))));
            }
        }
        return widths;
    }

    private void row(Table table, List<Cell> cells, int[] widths) {
        StringBuilder line = new StringBuilder(INDENT);
        int waiting = 0;
        for (int i = 0; i < widths.length; i++) {
            String text = shown(cells.get(i));
            int padding = widths[i] - TextWidth.of(text);
            int before = table.columns().get(i).right() ? padding : 0;
            if (!text.isEmpty()) {
                line.append(" ".repeat(waiting + before))
                        .append(style(text, cells.get(i).tone()));
                waiting = padding - before + GAP.length();
            } else {
                waiting += widths[i] + GAP.length();
            }
        }
        line(line.toString());
    }

    /** A value may hold line feeds; in a table it stays on its line. */
    private static String shown(Cell cell) {
        return PlainText.line(cell.text());
    }

    private void line(String text) {
        out.append(text.stripTrailing()).append('\n');
    }

    private String style(String text, Cell.Tone tone) {
        return switch (tone) {
            case PLAIN -> text;
            case GOOD -> style(text, "32");
            case BAD -> style(text, "31;1");
            case QUIET -> style(text, "2");
        };
    }

    private String style(String text, String code) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    private static String padRight(String text, int width) {
        return text + " ".repeat(width - TextWidth.of(text));
    }
}
