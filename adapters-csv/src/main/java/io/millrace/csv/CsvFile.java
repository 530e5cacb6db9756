package io.millrace.csv;

import io.millrace.core.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file and what its header says.
 *
 * @param names of the columns, in order; a column may have none and is then out of reach
 */
record CsvFile(Path path, long bytes, List<String> names) {
    CsvFile {
        names = List.copyOf(names);
    }

    /**
     * Reads the header.
     *
     * @throws InputException where there is none, or a name stands twice in it
     */
    static CsvFile describe(Path path) {
        try (CsvTokenizer tokenizer = new CsvTokenizer(path)) {
            if (!tokenizer.next()) {
                throw new InputException(path + " is empty: a CSV file begins with a line of column names");
            }
            List<String> names = new ArrayList<>(tokenizer.fieldCount());
            Utf8 utf8 = new Utf8();
            for (int field = 0; field < tokenizer.fieldCount(); field++) {
                if (!utf8.isValid(tokenizer.bytes(), tokenizer.start(field), tokenizer.end(field))) {
                    throw new InputException(path + ", line 1, field " + (field + 1) + ": the name is not UTF-8 text");
                }
                names.add(utf8.text(tokenizer.bytes(), tokenizer.start(field), tokenizer.end(field)));
            }
            requireDistinct(path, names);
            return new CsvFile(path, Files.size(path), names);
        } catch (IOException e) {
            throw CsvTokenizer.unreadable(path, e);
        }
    }

    private static void requireDistinct(Path path, List<String> names) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            Integer before = names.get(i).isEmpty() ? null : seen.putIfAbsent(names.get(i), i);
            if (before != null) {
                throw new InputException(path + ", line 1: columns " + (before + 1) + " and " + (i + 1)
                        + " are both named " + names.get(i));
            }
        }
        if (seen.isEmpty()) {
            throw new InputException(path + ", line 1: no column has a name");
        }
    }
}
