package io.millrace.cli.render;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A report as CSV: null is unquoted and empty, empty text is {@code ""}. */
final class CsvReport {
    private CsvReport() {}

    static String print(Report report) {
        return report.sections().stream().map(CsvReport::section).collect(Collectors.joining("\n"));
    }

    private static String section(Section section) {
        if (section instanceof Section.Rows rows) {
            return rows(rows.table());
        } else if (section instanceof Section.Facts facts) {
            return facts.facts().stream()
                    .map(fact -> text(fact.name()) + "," + value(fact.cell().value()) + "\n")
                    .collect(Collectors.joining("", "name,value\n", ""));
        }
        return ((Section.Lines) section)
                .lines().stream()
                        .map(line -> text(line) + "\n")
                        .collect(Collectors.joining("", section.key() + "\n", ""));
    }

    private static String rows(Table table) {
        StringBuilder out = new StringBuilder();
        out.append(table.columns().stream().map(Table.Column::name).collect(Collectors.joining(",", "", "\n")));
        for (List<Cell> row : table.rows()) {
            out.append(row.stream().map(cell -> value(cell.value())).collect(Collectors.joining(",", "", "\n")));
        }
        return out.toString();
    }

    private static String value(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof String string ? text(string) : Values.plain(value);
    }

    private static String text(String text) {
        boolean quoted = text.isEmpty() || text.chars().anyMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return quoted ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
    }
}
