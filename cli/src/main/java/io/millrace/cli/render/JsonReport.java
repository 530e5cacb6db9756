package io.millrace.cli.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A report as one JSON object. */
final class JsonReport {
    private JsonReport() {}

    static String print(Report report) {
        List<String> members = new ArrayList<>();
        for (Section section : report.sections()) {
            members.add("  " + JsonLine.text(section.key()) + ": " + value(section));
        }
        return "{\n" + String.join(",\n", members) + "\n}\n";
    }

    private static String value(Section section) {
        if (section instanceof Section.Rows rows) {
            return rows(rows.table());
        } else if (section instanceof Section.Facts facts) {
            return facts.facts().stream()
                    .map(fact -> member(fact.name(), fact.cell()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return ((Section.Lines) section)
                .lines().stream().map(JsonLine::text).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String rows(Table table) {
        return table.rows().stream()
                .map(row -> object(table.columns(), row))
                .collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
    }

    private static String object(List<Table.Column> columns, List<Cell> row) {
        List<String> members = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            members.add(member(columns.get(i).name(), row.get(i)));
        }
        return "{" + String.join(", ", members) + "}";
    }

    private static String member(String name, Cell cell) {
        return JsonLine.text(name) + ": " + JsonLine.value(cell.value());
    }
}
