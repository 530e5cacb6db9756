package io.millrace.parquet;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/** Copies rows of one column from Arrow's vectors into a batch's vector. */
interface VectorCopier {
    /**
     * @throws ValueProblem where a value is none of the column's type
     */
    void copy(FieldVector source, int from, int rows);

    /** A value that cannot be taken, at a row of the vector that was copied. */
    final class ValueProblem extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int row;

        ValueProblem(int row, String message) {
            super(message);
            this.row = row;
        }

        int row() {
            return row;
        }
    }

    /**
     * A copier into the vector; what it does depends on the Arrow vectors it is then given.
     *
     * @param dictionaries where the entries of dictionary-encoded vectors are found
     */
    static VectorCopier into(ColumnVector target, DictionaryProvider dictionaries) {
        if (target instanceof LongVector longs) {
            return new LongCopier(longs);
        }
        if (target instanceof DoubleVector doubles) {
            return new DoubleCopier(doubles);
        }
        return new TextCopier((TextVector) target, dictionaries);
    }
}
