package io.millrace.engine.arrow.table;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.InputFile.FileColumn;
import io.millrace.core.port.InputFile.Statistics;
import io.millrace.core.port.ReadOptions.Drift;
import io.millrace.core.run.InputException;
import io.millrace.core.run.SchemaDrift;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** What the columns of Arrow readers are, and whether columns asked for fit them. */
final class ArrowTable {
    private ArrowTable() {}

    /** The columns of an open reader. */
    static List<FileColumn> columns(ArrowReader reader) throws IOException {
        List<FileColumn> columns = new ArrayList<>();
        for (FieldVector vector : reader.getVectorSchemaRoot().getFieldVectors()) {
            ArrowType type = ColumnReader.type(vector, reader);
            String storedAs = vector.getField().getDictionary() == null ? type.toString() : "dictionary of " + type;
            // Arrow allows a column without a name; it can be listed, not asked for.
            String name = Objects.requireNonNullElse(vector.getName(), "");
            columns.add(new FileColumn(
                    name,
                    storedAs,
                    name.isEmpty() ? Optional.empty() : ArrowTypes.read(type),
                    vector.getField().isNullable(),
                    Statistics.UNKNOWN));
        }
        return columns;
    }

    /**
     * @throws InputException that names every file and column that does not fit
     */
    static void require(List<InputFile> files, Schema wanted, Drift drift) {
        SchemaDrift.require(files.stream().map(ArrowColumns::new).toList(), wanted, drift);
    }

    private record ArrowColumns(InputFile described) implements SchemaDrift.FileColumns {
        @Override
        public String file() {
            return described.name();
        }

        @Override
        public List<String> names() {
            return described.columns().stream().map(FileColumn::name).toList();
        }

        @Override
        public Optional<String> misfit(Field wanted) {
            List<FileColumn> named = described.columns().stream()
                    .filter(column -> column.name().equals(wanted.name()))
                    .toList();
            if (named.size() > 1) {
                return Optional.of(named.size() + " columns of that name");
            }
            FileColumn column = named.get(0);
            return column.type().equals(Optional.of(wanted.type()))
                    ? Optional.empty()
                    : Optional.of(column.type().map(DataType::sql).orElse("what cannot be read") + " (stored as "
                            + column.storedAs() + ")");
        }
    }
}
