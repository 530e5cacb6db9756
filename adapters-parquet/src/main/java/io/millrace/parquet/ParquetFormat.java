package io.millrace.parquet;

import io.millrace.core.port.EventSource;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.NativeCode;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.TableFormat;
import io.millrace.core.port.WriteOptions;
import java.nio.file.Path;
import java.util.List;

/**
 * The Parquet format.
 *
 * <p>Flat columns of these types are read: booleans, integers (an unsigned one above the largest int64 is an error),
 * floats and doubles, decimals of up to 18 digits, timestamps of any unit and dates (as microseconds, finer ones floored; a local time is taken for
 * UTC), and byte arrays as text, UUIDs too. Others are listed without a type. Decimals are
 * written as 64-bit integers. Two readers give the same rows: the page reader, which is Millrace's own, and Arrow Dataset
 * for what that cannot read. Only Arrow Dataset loads a native library, and with it alone an INT96 time before 1677 or after
 * 2262 comes out wrong, without an error.
 */
public final class ParquetFormat implements TableFormat {
    static final String NAME = "parquet";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> extensions() {
        return List.of("parquet", "pq");
    }

    @Override
    public List<NativeCode> nativeCode() {
        return List.of(new NativeCode(
                "Arrow Dataset",
                "reading Parquet files that Millrace's page reader cannot read, and --reader arrow",
                DatasetScan::loadNativeCode));
    }

    @Override
    public EventSource open(List<Path> files, ReadOptions options) {
        List<ParquetFooter> footers = files.stream()
                .map(file -> FooterReader.read(file, options.limits()))
                .toList();
        ColumnCheck.require(footers, options.declaredSchema(), options.drift());
        return new ParquetSource(footers, options);
    }

    @Override
    public MatrixSink create(Path target) {
        return create(target, WriteOptions.DEFAULT);
    }

    @Override
    public MatrixSink create(Path target, WriteOptions options) {
        return new ParquetSink(target, options.about());
    }
}
