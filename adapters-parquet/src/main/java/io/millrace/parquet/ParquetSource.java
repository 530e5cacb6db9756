package io.millrace.parquet;

import io.millrace.core.event.Schema;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import java.util.List;

/** Parquet files as one table. Describing it takes footers alone. */
final class ParquetSource implements EventSource {
    private final List<ParquetFooter> footers;
    private final List<InputFile> files;
    private final Schema schema;
    private final ReadOptions options;

    ParquetSource(List<ParquetFooter> footers, ReadOptions options) {
        this.options = options;
        this.footers = List.copyOf(footers);
        this.files = footers.stream().map(ParquetFooter::describe).toList();
        this.schema = InputFile.union(files);
    }

    @Override
    public String format() {
        return ParquetFormat.NAME;
    }

    @Override
    public List<InputFile> files() {
        return files;
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Split> splits(Schema reads) {
        ColumnCheck.require(footers, reads, options.drift());
        List<ParquetFooter> complete =
                footers.stream().map(footer -> footer.withAll(reads.names())).toList();
        return new ReaderChoice(options).splits(complete, reads);
    }
}
