package io.millrace.csv;

import io.millrace.core.contract.MatrixSinkContract;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of a sink; DuckDB reads what it wrote. */
class CsvSinkContractTest implements MatrixSinkContract {
    @Override
    public MatrixSink sink(Path target) {
        return new CsvFormat().create(target);
    }

    @Override
    public List<List<@Nullable Object>> readBack(Path file, Schema schema) {
        return DuckDb.readCsv(file, schema);
    }

    @Override
    public String ending() {
        return "csv";
    }
}
