package io.millrace.parquet;

import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Names;
import io.millrace.core.run.InputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the columns that a caller wants with those that every file has, before any row is read. */
final class ColumnCheck {
    private static final int MOST_SHOWN = 20;

    private ColumnCheck() {}

    /**
     * @throws InputException where a file lacks a column or holds it as another type; it names every such place
     */
    static void require(List<ParquetFooter> footers, Schema wanted) {
        List<String> problems = new ArrayList<>();
        for (ParquetFooter footer : footers) {
            for (Field field : wanted.fields()) {
                problem(footer, field).ifPresent(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new InputException(list(problems));
        }
    }

    /** Problems as lines, the first of them where there are many. */
    static String list(List<String> problems) {
        int shown = Math.min(problems.size(), MOST_SHOWN);
        String message = String.join("\n", problems.subList(0, shown));
        if (shown < problems.size()) {
            message += "\nand " + (problems.size() - shown) + " more of the kind";
        }
        return message;
    }

    private static Optional<String> problem(ParquetFooter footer, Field field) {
        Optional<StoredColumn> column = footer.find(field.name());
        if (column.isEmpty()) {
            return Optional.of(footer.name() + ": no column " + field.name() + "; " + advice(footer, field.name()));
        }
        StoredColumn stored = column.get();
        if (!stored.isReadable()) {
            return Optional.of(footer.name() + ": the column " + field.name() + " is stored as " + stored.storedAs()
                    + ", which cannot be read");
        }
        return stored.type()
                .filter(type -> type != field.type())
                .map(type -> footer.name() + ": the column " + field.name() + " is " + type.sql() + " (stored as "
                        + stored.storedAs() + "), not " + field.type().sql());
    }

    private static String advice(ParquetFooter footer, String name) {
        List<String> names = footer.columns().stream().map(StoredColumn::name).toList();
        return Names.advice(name, names, "its columns are " + String.join(", ", names));
    }
}
