package io.millrace.csv;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The CSV files that lie beside the project, without those that are compressed: these are one split each. */
final class Corpora {
    /** Of them, those whose header names columns. */
    static final int WITH_COLUMNS = 12 + 23 + 2 + 4 + 8 + 1 + 1 + 30 + 305;

    private static final List<String> FOLDERS = List.of(
            "corpus/csv-spectrum/csvs",
            "corpus/csv-test-data/csv",
            "corpus/arrow-testing/data/csv",
            "corpus/parquet-testing/data",
            "golden/traps",
            "golden/online-retail",
            "golden/streamflow-30d",
            "golden/streamflow-30d/csv",
            "corpus/online-retail-by-day/by-day");

    private Corpora() {}

    /** The files by folder, in the order of their names. */
    static List<List<Path>> folders() throws IOException {
        List<List<Path>> folders = new ArrayList<>();
        for (String name : FOLDERS) {
            try (Stream<Path> all = Files.list(Shared.folder(name))) {
                folders.add(all.filter(path -> path.toString().endsWith(".csv"))
                        .sorted()
                        .toList());
            }
        }
        return folders;
    }
}
