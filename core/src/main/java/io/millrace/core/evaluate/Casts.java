package io.millrace.core.evaluate;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.BoundExpression.Cast;

/** Chooses the node of a cast. */
final class Casts {
    private Casts() {}

    /**
     * @throws IllegalArgumentException between a timestamp and a number or boolean
     */
    static Node of(Node value, Cast cast, int capacity, Tally tally) {
        DataType from = cast.value().type();
        DataType to = cast.type();
        if (from == to || from == DataType.BOOLEAN && to == DataType.INT64 || isWider(to, from)) {
            return value;
        }
        if (to == DataType.TEXT) {
            return new TextOutput(value, from, capacity);
        }
        if (from == DataType.TEXT) {
            return new TextInput(value, to, cast.lenient(), capacity, tally);
        }
        if (from == DataType.TIMESTAMP || to == DataType.TIMESTAMP) {
            throw new IllegalArgumentException("no cast from " + from.sql() + " to " + to.sql());
        }
        if (from.isDecimal() || to.isDecimal()) {
            return new DecimalCast(value, from, to, cast.lenient(), capacity);
        }
        return new NumberCast(value, to, cast.lenient(), capacity);
    }

    /** Whether it is the same decimal with room for more digits before the point. */
    private static boolean isWider(DataType type, DataType than) {
        return type.isDecimal()
                && than.isDecimal()
                && type.scale() == than.scale()
                && type.precision() > than.precision();
    }
}
