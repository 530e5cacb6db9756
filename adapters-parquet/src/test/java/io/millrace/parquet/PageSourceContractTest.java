package io.millrace.parquet;

import io.millrace.core.port.ReadOptions.Reader;

final class PageSourceContractTest extends ParquetSourceContract {
    PageSourceContractTest() {
        super(Reader.PAGE);
    }
}
