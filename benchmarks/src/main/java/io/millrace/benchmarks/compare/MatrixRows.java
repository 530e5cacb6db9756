package io.millrace.benchmarks.compare;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a {@link Matrix}, one after the other; before the first until {@link #next}. */
interface MatrixRows extends AutoCloseable {
    List<String> columns();

    /** Goes to the next row; false behind the last. */
    boolean next();

    /** A cell of this row: a whole number or a double, or null. */
    @Nullable
    Number cell(int column);

    @Override
    void close();
}
