package io.millrace.parquet;

import io.millrace.core.contract.MatrixSinkContract;
import io.millrace.core.event.Schema;
import io.millrace.core.port.MatrixSink;
import java.nio.file.Path;
import java.util.List;

/** The contract of sinks; DuckDB reads what was written. */
final class ParquetSinkContractTest implements MatrixSinkContract {
    @Override
    public MatrixSink sink(Path target) {
        return new ParquetFormat().create(target);
    }

    @Override
    public List<List<Object>> readBack(Path file, Schema schema) {
        return Rows.expected(schema, file);
    }

    @Override
    public String ending() {
        return "parquet";
    }
}
