package io.millrace.core.evaluate;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.BoundExpression.Cast;

/** Chooses the node of a cast. */
final class Casts {
    private Casts() {}

    /**
     * @throws IllegalArgumentException between a timestamp and a number or boolean
     */
    static Node of(Node value, Cast cast, int capacity) {
        DataType from = cast.value().type();
        DataType to = cast.type();
        if (from == to || from == DataType.BOOLEAN && to == DataType.INT64) {
            return value;
        }
        if (to == DataType.TEXT) {
            return new TextOutput(value, from, capacity);
        }
        if (from == DataType.TEXT) {
            return new TextInput(value, to, cast.lenient(), capacity);
        }
        if (from == DataType.TIMESTAMP || to == DataType.TIMESTAMP) {
            throw new IllegalArgumentException("no cast from " + from.sql() + " to " + to.sql());
        }
        return new NumberCast(value, to, cast.lenient(), capacity);
    }
}
