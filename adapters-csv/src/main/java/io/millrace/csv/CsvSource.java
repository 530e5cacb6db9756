package io.millrace.csv;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Names;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.InputFile.FileColumn;
import io.millrace.core.port.InputFile.Statistics;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * CSV files as a table, one split each. Every column may hold nulls; its type is the declared one, else text, and what is
 * asked for may differ: each value is converted from its text.
 */
final class CsvSource implements EventSource {
    private final List<CsvFile> files;
    private final List<InputFile> described;
    private final Schema schema;

    /**
     * @throws InputException where a declared column is in none of the files
     */
    CsvSource(List<CsvFile> files, Map<String, DataType> declared) {
        this.files = files;
        this.described = files.stream().map(file -> describe(file, declared)).toList();
        this.schema = InputFile.union(described);
        List<String> unknown = declared.keySet().stream()
                .filter(name -> schema.indexOf(name) < 0)
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            throw new InputException("no file has a column " + String.join(" or ", unknown)
                    + ", which is declared; there are " + String.join(", ", schema.names()));
        }
    }

    static CsvSource open(List<Path> paths, Map<String, DataType> declared) {
        return new CsvSource(paths.stream().map(CsvFile::describe).toList(), declared);
    }

    @Override
    public String format() {
        return "csv";
    }

    @Override
    public List<InputFile> files() {
        return described;
    }

    private static InputFile describe(CsvFile file, Map<String, DataType> declared) {
        List<FileColumn> columns =
                file.names().stream().map(name -> describe(name, declared)).toList();
        return new InputFile(file.path().toString(), file.bytes(), OptionalLong.empty(), 1, columns);
    }

    private static FileColumn describe(String name, Map<String, DataType> declared) {
        Optional<DataType> type =
                name.isEmpty() ? Optional.empty() : Optional.of(declared.getOrDefault(name, DataType.TEXT));
        return new FileColumn(name, "text", type, true, Statistics.UNKNOWN);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Split> splits(Schema reads) {
        List<String> problems = new ArrayList<>();
        List<Split> splits = new ArrayList<>(files.size());
        for (CsvFile file : files) {
            int[] places = new int[reads.size()];
            for (int column = 0; column < places.length; column++) {
                String name = reads.field(column).name();
                places[column] = file.names().indexOf(name);
                if (places[column] < 0) {
                    String otherwise = "it has " + String.join(", ", file.names());
                    problems.add(file.path() + " has no column " + name + "; "
                            + Names.advice(name, file.names(), otherwise));
                }
            }
            splits.add(new CsvSplit(file, reads, places));
        }
        if (!problems.isEmpty()) {
            throw new InputException(String.join("\n", problems));
        }
        return splits;
    }
}
