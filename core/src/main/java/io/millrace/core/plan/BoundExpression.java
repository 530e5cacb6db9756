package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.port.UserFunction;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An expression whose names are ordinals and whose types are known. What its columns are depends on where it stands:
 * the event columns that a plan reads (filters and arguments of aggregations), or the values computed for a row of the
 * matrix (see {@link FeaturePlan}).
 */
public sealed interface BoundExpression {
    DataType type();

    /** Whether the value can be null. */
    boolean nullable();

    record Column(int ordinal, DataType type, boolean nullable) implements BoundExpression {}

    /**
     * A time that moves with the as-of time; {@link #at} makes it a constant.
     *
     * @param shift microseconds after the as-of time; negative for before it
     */
    record AsOf(long shift) implements BoundExpression {
        @Override
        public DataType type() {
            return DataType.TIMESTAMP;
        }

        @Override
        public boolean nullable() {
            return false;
        }

        /**
         * The time, as of that time.
         *
         * @throws ArithmeticException where it lies outside what microseconds in 64 bits can tell
         */
        public Constant at(long asOf) {
            return new Constant(DataType.TIMESTAMP, Math.addExact(asOf, shift));
        }
    }

    /**
     * @param value null, or a {@link Long} (int64; timestamp in microseconds; decimal times 10^scale), {@link Double}, {@link Boolean} or
     *     {@link String}, as the type says
     */
    record Constant(DataType type, @Nullable Object value) implements BoundExpression {
        public Constant {
            if (value != null && !javaType(type).isInstance(value)) {
                throw new IllegalArgumentException(value.getClass() + " is no " + type);
            }
        }

        private static Class<?> javaType(DataType type) {
            if (type == DataType.FLOAT64) {
                return Double.class;
            }
            if (type == DataType.TEXT) {
                return String.class;
            }
            return type == DataType.BOOLEAN ? Boolean.class : Long.class;
        }

        @Override
        public boolean nullable() {
            return value == null;
        }
    }

    record Call(ScalarFunction function, List<BoundExpression> arguments, DataType type, boolean nullable)
            implements BoundExpression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** A function that a user brought; its result can be null. */
    record UserCall(UserFunction function, List<BoundExpression> arguments, DataType type) implements BoundExpression {
        public UserCall {
            arguments = List.copyOf(arguments);
        }

        @Override
        public boolean nullable() {
            return true;
        }
    }

    /** The result of the first branch whose condition is true, else {@code otherwise}, else null; nothing else is evaluated. */
    record Case(List<Branch> branches, Optional<BoundExpression> otherwise, DataType type, boolean nullable)
            implements BoundExpression {
        public Case {
            branches = List.copyOf(branches);
        }
    }

    record Branch(BoundExpression condition, BoundExpression result) {}

    /**
     * A value in another type. To bigint and decimal it is rounded half away from zero, to double to the nearest. Of
     * texts, {@code NaN} and the infinities become null as a double, and are counted, whether lenient or not.
     *
     * @param lenient whether a value that does not fit gives null instead of an error
     */
    record Cast(BoundExpression value, DataType type, boolean lenient, boolean nullable) implements BoundExpression {}
}
