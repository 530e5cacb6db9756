package io.millrace.cli;

import io.millrace.cli.render.Section;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The lines of Python that load a matrix. */
final class PythonLines {
    private PythonLines() {}

    static Section load(Path matrix, List<String> leading) {
        return new Section.Lines(
                "python",
                "Load it in Python",
                List.of(
                        "import pandas as pd",
                        "matrix = pd." + reader(matrix) + "(" + quoted(matrix.toString()) + ")",
                        "X = matrix.drop(columns=["
                                + leading.stream().map(PythonLines::quoted).collect(Collectors.joining(", ")) + "])"));
    }

    private static String reader(Path matrix) {
        String name = matrix.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return "read_csv";
        }
        return name.endsWith(".parquet") ? "read_parquet" : "read_feather";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
