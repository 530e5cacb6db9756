package io.millrace.core.evaluate;

import io.millrace.core.event.DataType;
import io.millrace.core.number.DecimalText;
import io.millrace.core.number.Decimals;
import io.millrace.core.port.Result;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The last value that a user's function set for a row, and what is wrong with it. */
final class UserResult implements Result {
    private final DataType type;
    private boolean isNull;
    private long integer;
    private double number;
    private String text = "";
    private @Nullable String problem;

    UserResult(DataType type) {
        this.type = type;
    }

    void start() {
        isNull = true;
        problem = null;
    }

    @Override
    public void set(long value) {
        take(type.isLong(), "a long");
        integer = value;
        if (type == DataType.BOOLEAN && value != 0 && value != 1) {
            problem = "gave " + value + " as a boolean, which is 0 or 1";
        } else if (type.isDecimal() && !Decimals.fits(value, type.precision())) {
            problem = "gave " + DecimalText.toString(value, type.scale()) + ", which is no " + type.sql();
        }
    }

    @Override
    public void set(double value) {
        take(type == DataType.FLOAT64, "a double");
        number = value;
    }

    @Override
    public void set(String value) {
        take(type == DataType.TEXT, "a String");
        text = Objects.requireNonNull(value, "the result was set to null; without a call of set it is null");
    }

    private void take(boolean fits, String what) {
        isNull = false;
        if (!fits) {
            String right = type == DataType.TEXT ? "a String" : type == DataType.FLOAT64 ? "a double" : "a long";
            problem = "set " + what + ", but it gives " + type.sql() + ": set " + right;
        }
    }

    boolean isNull() {
        return isNull;
    }

    long integer() {
        return integer;
    }

    double number() {
        return number;
    }

    String text() {
        return text;
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }
}
