package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Result;
import org.jspecify.annotations.Nullable;

/** Takes what a user's own code computes. */
final class ReferenceResult implements Result {
    private final DataType type;
    private @Nullable Object value;

    ReferenceResult(DataType type) {
        this.type = type;
    }

    /** What was set last; null where nothing was. */
    @Nullable
    Object value() {
        return value;
    }

    @Override
    public void set(long number) {
        if (!type.isLong()) {
            throw new IllegalStateException("an integer for a result of " + type);
        }
        value = type == DataType.BOOLEAN ? (Object) (number != 0) : ReferenceValue.of(type, number);
    }

    @Override
    public void set(double number) {
        if (type != DataType.FLOAT64) {
            throw new IllegalStateException("a double for a result of " + type);
        }
        value = number;
    }

    @Override
    public void set(String text) {
        if (type != DataType.TEXT) {
            throw new IllegalStateException("a text for a result of " + type);
        }
        value = text;
    }
}
