package io.millrace.npy;

import io.millrace.core.port.EventSource;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.TableFormat;
import io.millrace.core.port.WriteOptions;
import io.millrace.core.run.InputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Arrays of NumPy, format version 1.0; written, and not read.
 *
 * <p>{@code matrix.npy} holds the features: float64, little-endian, one row per row of the matrix, in C order, which is the order in
 * which rows come, what a row-wise reader of a mapped file wants, and what scikit-learn takes without a copy. Null is NaN, true
 * is 1, a time is its microseconds since 1970. An integer or a decimal that no double equals is rounded to the nearest.
 *
 * <p>Beside it lies a file per column that tells which row it is, exact: {@link #keyFile}, of one dimension, with an int64, a
 * text ({@code <U}, as wide as the longest), a time ({@code datetime64[us]}) or a boolean per row. {@link #columnList} names the columns of
 * all of them, and the size and SHA-256 of the matrix that they belong to.
 *
 * @see <a href="https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html">The format</a>
 */
public final class NpyFormat implements TableFormat {
    @Override
    public String name() {
        return "npy";
    }

    @Override
    public List<String> extensions() {
        return List.of("npy");
    }

    @Override
    public boolean isReadable() {
        return false;
    }

    /** Refuses. */
    @Override
    public EventSource open(List<Path> files, ReadOptions options) {
        throw new InputException(files.get(0)
                + " is written for NumPy and is not read: an array tells no columns; build the same matrix with --out"
                + " matrix.parquet, which can be read, and both hold the same values");
    }

    @Override
    public MatrixSink create(Path target) {
        return create(target, WriteOptions.DEFAULT);
    }

    @Override
    public MatrixSink create(Path target, WriteOptions options) {
        return new NpySink(target, options.leadingColumns());
    }

    /** The list of columns that lies beside a matrix. */
    public static Path columnList(Path matrix) {
        return matrix.resolveSibling(matrix.getFileName() + ".columns.json");
    }

    /**
     * The file that holds a column which is no feature.
     *
     * @param column its name, of which all but letters, digits, {@code _} and {@code -} stand as their UTF-8 bytes, {@code %20}
     */
    public static Path keyFile(Path matrix, String column) {
        StringBuilder name = new StringBuilder(matrix.getFileName() + ".");
        for (byte b : column.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
            name.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return matrix.resolveSibling(name + ".npy");
    }
}
