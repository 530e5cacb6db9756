package io.millrace.parquet;

import io.millrace.core.port.ReadOptions.Reader;

final class DatasetSourceContractTest extends ParquetSourceContract {
    DatasetSourceContractTest() {
        super(Reader.ARROW);
    }
}
