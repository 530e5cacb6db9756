package io.millrace.parquet;

import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.ReadOptions.Drift;
import io.millrace.core.run.InputException;
import io.millrace.core.run.SchemaDrift;
import java.util.List;
import java.util.Optional;

/** Compares the columns that a caller wants with those that footers tell of. */
final class ColumnCheck {
    private ColumnCheck() {}

    /**
     * @throws InputException where a file lacks a column or holds it as another type; it names every such place
     */
    static void require(List<ParquetFooter> footers, Schema wanted, Drift drift) {
        SchemaDrift.require(footers.stream().map(StoredColumns::new).toList(), wanted, drift);
    }

    private record StoredColumns(ParquetFooter footer) implements SchemaDrift.FileColumns {
        @Override
        public String file() {
            return footer.name();
        }

        @Override
        public List<String> names() {
            return footer.columns().stream().map(StoredColumn::name).toList();
        }

        @Override
        public Optional<String> misfit(Field wanted) {
            StoredColumn stored = footer.find(wanted.name()).orElseThrow();
            if (!stored.isReadable()) {
                return Optional.of(stored.storedAs() + ", which cannot be read");
            }
            return stored.type()
                    .filter(type -> type != wanted.type())
                    .map(type -> type.sql() + " (stored as " + stored.storedAs() + ")");
        }
    }
}
