package io.millrace.parquet;

import io.millrace.core.event.DoubleVector;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.arrow.vector.FieldVector;

/** Floats and doubles; NaN and infinities as they are. */
final class DoubleCopier implements VectorCopier {
    private final DoubleVector target;

    DoubleCopier(DoubleVector target) {
        this.target = target;
    }

    @Override
    public void copy(FieldVector source, int from, int rows) {
        NullCopier.copy(source, from, rows, target);
        if (rows == 0) {
            return;
        }
        double[] values = target.values();
        switch (source.getMinorType()) {
            case FLOAT8 -> {
                long data = source.getDataBufferAddress() + 8L * from;
                for (int i = 0; i < rows; i++) {
                    values[i] = Double.longBitsToDouble(MemoryUtil.getLong(data + 8L * i));
                }
            }
            case FLOAT4 -> {
                long data = source.getDataBufferAddress() + 4L * from;
                for (int i = 0; i < rows; i++) {
                    values[i] = Float.intBitsToFloat(MemoryUtil.getInt(data + 4L * i));
                }
            }
            default -> throw new ValueProblem(0, "its values come as " + source.getMinorType());
        }
    }
}
