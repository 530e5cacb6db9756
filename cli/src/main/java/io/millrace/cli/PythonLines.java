package io.millrace.cli;

import io.millrace.cli.render.Section;
import io.millrace.npy.NpyFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The lines of Python that load a matrix. */
final class PythonLines {
    private PythonLines() {}

    /** @param leading the columns before the features */
    static Section load(Path matrix, List<String> leading) {
        String name = matrix.toString().toLowerCase(Locale.ROOT);
        return new Section.Lines(
                "python",
                "Load it in Python",
                name.endsWith(".npy") ? arrays(matrix, leading) : table(matrix, leading));
    }

    private static List<String> table(Path matrix, List<String> leading) {
        return List.of(
                "import pandas as pd",
                "matrix = pd." + reader(matrix) + "(" + quoted(matrix.toString()) + ")",
                "X = matrix.drop(columns=["
                        + leading.stream().map(PythonLines::quoted).collect(Collectors.joining(", ")) + "])");
    }

    private static String reader(Path matrix) {
        String name = matrix.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return "read_csv";
        }
        return name.endsWith(".parquet") || name.endsWith(".pq") ? "read_parquet" : "read_feather";
    }

    private static List<String> arrays(Path matrix, List<String> leading) {
        List<String> lines = new ArrayList<>(List.of("import json", "import numpy as np", "X = " + array(matrix)));
        for (String column : leading) {
            lines.add((leading.size() == 1 ? "keys" : "key_" + (lines.size() - 3)) + " = "
                    + array(NpyFormat.keyFile(matrix, column)));
        }
        lines.add("columns = json.load(open("
                + quoted(NpyFormat.columnList(matrix).toString()) + "))[\"columns\"]");
        return lines;
    }

    private static String array(Path file) {
        return "np.load(" + quoted(file.toString()) + ", mmap_mode=\"r\")";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
