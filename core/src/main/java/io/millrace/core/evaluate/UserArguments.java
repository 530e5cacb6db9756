package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.TextVector;
import io.millrace.core.number.DecimalText;
import io.millrace.core.number.DoubleText;
import io.millrace.core.number.TimestampText;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.port.Arguments;
import java.util.List;

/** The arguments of one row after the other. */
final class UserArguments implements Arguments {
    private static final int SHOWN = 60;

    private final DataType[] types;
    private final ColumnVector[] vectors;
    private int row;

    UserArguments(List<BoundExpression> arguments) {
        this.types = arguments.stream().map(BoundExpression::type).toArray(DataType[]::new);
        this.vectors = new ColumnVector[types.length];
    }

    void vector(int position, ColumnVector values) {
        vectors[position] = values;
    }

    ColumnVector vector(int position) {
        return vectors[position];
    }

    void row(int place) {
        row = place;
    }

    @Override
    public boolean isNull(int position) {
        return at(position).isNull(row);
    }

    @Override
    public long longAt(int position) {
        if (value(position) instanceof LongVector longs) {
            return longs.get(row);
        }
        throw wrong(position, "longAt");
    }

    @Override
    public double doubleAt(int position) {
        if (value(position) instanceof DoubleVector doubles) {
            return doubles.get(row);
        }
        throw wrong(position, "doubleAt");
    }

    @Override
    public String textAt(int position) {
        if (value(position) instanceof TextVector texts) {
            return texts.text(row);
        }
        throw wrong(position, "textAt");
    }

    private ColumnVector at(int position) {
        if (position < 0 || position >= vectors.length) {
            throw new IllegalArgumentException(
                    "there is no argument " + position + ": positions are 0 to " + (vectors.length - 1));
        }
        return vectors[position];
    }

    private ColumnVector value(int position) {
        if (at(position).isNull(row)) {
            throw new IllegalStateException("argument " + position + " is null; ask isNull(" + position + ") first");
        }
        return vectors[position];
    }

    private IllegalStateException wrong(int position, String method) {
        String right = types[position] == DataType.TEXT
                ? "textAt"
                : types[position] == DataType.FLOAT64 ? "doubleAt" : "longAt";
        return new IllegalStateException("argument " + position + " is a " + types[position].sql() + ": ask " + right
                + "(" + position + "), not " + method);
    }

    /** The row's values as they are written in the language: {@code ('a', 3, null)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("(");
        for (int i = 0; i < vectors.length; i++) {
            text.append(i > 0 ? ", " : "").append(vectors[i].isNull(row) ? "null" : shown(i));
        }
        return text.append(')').toString();
    }

    private String shown(int position) {
        if (vectors[position] instanceof TextVector texts) {
            String text = texts.text(row);
            return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "'";
        }
        if (vectors[position] instanceof DoubleVector doubles) {
            return DoubleText.toString(doubles.get(row));
        }
        long value = ((LongVector) vectors[position]).get(row);
        return switch (types[position].kind()) {
            case BOOLEAN -> String.valueOf(value != 0);
            case TIMESTAMP -> "timestamp '" + TimestampText.toString(value) + "'";
            default -> DecimalText.toString(value, types[position].scale());
        };
    }
}
