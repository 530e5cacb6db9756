package io.millrace.csv;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.InputFile.FileColumn;
import io.millrace.core.port.InputFile.Statistics;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import io.millrace.core.run.InputException;
import io.millrace.core.run.SchemaDrift;
import io.millrace.core.text.PlainText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * CSV files as a table, cut into splits by bytes. Every column may hold nulls; its type is the declared one, else text, and what
 * is asked for may differ: each value is converted from its text.
 */
final class CsvSource implements EventSource {
    private final List<CsvFile> files;
    private final ReadOptions options;
    private final int splitBytes;
    private final List<InputFile> described;
    private final Schema schema;

    /**
     * @throws InputException where a declared column is in none of the files
     */
    private CsvSource(List<CsvFile> files, ReadOptions options, int splitBytes) {
        this.files = files;
        this.options = options;
        this.splitBytes = splitBytes;
        Map<String, DataType> declared = options.declared();
        this.described = files.stream().map(file -> describe(file, declared)).toList();
        this.schema = InputFile.union(described);
        List<String> unknown = declared.keySet().stream()
                .filter(name -> schema.indexOf(name) < 0)
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            String which = files.size() == 1 ? files.get(0).name() + " has no column " : "no file has a column ";
            throw new InputException(which + String.join(" or ", unknown) + ", which is declared; there are "
                    + PlainText.line(String.join(", ", schema.names())));
        }
    }

    static CsvSource open(List<Path> paths, ReadOptions options, int splitBytes) {
        List<CsvFile> files = paths.stream()
                .map(path -> CsvFile.describe(path, options, splitBytes))
                .toList();
        return new CsvSource(files, options, splitBytes);
    }

    @Override
    public String format() {
        return "csv";
    }

    @Override
    public List<InputFile> files() {
        return described;
    }

    @Override
    public Optional<ReadOptions> reading() {
        return Optional.of(options);
    }

    private static InputFile describe(CsvFile file, Map<String, DataType> declared) {
        List<FileColumn> columns =
                file.names().stream().map(name -> describe(name, declared)).toList();
        return new InputFile(file.name(), file.bytes(), OptionalLong.empty(), 1, columns);
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
        SchemaDrift.require(files.stream().map(HeaderColumns::new).toList(), reads, options.drift());
        CsvReaders readers = new CsvReaders(reads, options, splitBytes);
        List<Split> splits = new ArrayList<>(files.size());
        for (CsvFile file : files) {
            int[] columnOf = columnOf(file, reads);
            for (int part = 0; part < file.starts().splits(); part++) {
                splits.add(new CsvSplit(file, part, readers, columnOf));
            }
        }
        return List.copyOf(splits);
    }

    /** The column of each field; -1 where it is not read. */
    private static int[] columnOf(CsvFile file, Schema reads) {
        int[] columnOf = new int[file.names().size()];
        Map<String, Integer> columns = new HashMap<>();
        for (int column = 0; column < reads.size(); column++) {
            columns.put(reads.field(column).name(), column);
        }
        for (int field = 0; field < columnOf.length; field++) {
            columnOf[field] = columns.getOrDefault(file.names().get(field), -1);
        }
        return columnOf;
    }

    /** A value of CSV fits any type until it is read. */
    private record HeaderColumns(CsvFile described) implements SchemaDrift.FileColumns {
        @Override
        public String file() {
            return described.name();
        }

        @Override
        public List<String> names() {
            return described.names();
        }

        @Override
        public Optional<String> misfit(Field wanted) {
            return Optional.empty();
        }
    }
}
