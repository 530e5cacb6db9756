package io.millrace.core.contract;

import io.millrace.core.port.Arguments;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values handed to a user's own code. */
record ReferenceArguments(List<@Nullable Object> values) implements Arguments {
    @Override
    public boolean isNull(int position) {
        return values.get(position) == null;
    }

    @Override
    public long longAt(int position) {
        Object value = values.get(position);
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        return value instanceof BigDecimal number
                ? number.unscaledValue().longValueExact()
                : Objects.requireNonNull((Long) value);
    }

    @Override
    public double doubleAt(int position) {
        return Objects.requireNonNull((Double) values.get(position));
    }

    @Override
    public String textAt(int position) {
        return Objects.requireNonNull((String) values.get(position));
    }
}
