package io.millrace.yaml;

import com.fasterxml.jackson.core.JsonGenerator;
import io.millrace.core.feature.Expression;
import java.io.IOException;

/** Writes values that stand alone. */
final class ConstantWriter {
    private ConstantWriter() {}

    /** A constant as {@link Scalars#constant} reads it. */
    static void write(Expression.Literal value, JsonGenerator out) throws IOException {
        if (value instanceof Expression.BooleanLiteral constant) {
            out.writeBoolean(constant.value());
        } else if (value instanceof Expression.IntegerLiteral number) {
            out.writeNumber(number.value());
        } else if (value instanceof Expression.DoubleLiteral number) {
            writeDouble(number.value(), out);
        } else if (value instanceof Expression.TextLiteral text) {
            out.writeString(text.value());
        } else {
            throw new IllegalArgumentException(value + " is no value of a file");
        }
    }

    /** A number, without a point where it is an integer. */
    static void write(double number, JsonGenerator out) throws IOException {
        if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            out.writeNumber((long) number);
        } else {
            writeDouble(number, out);
        }
    }

    /** With a sign in the exponent, without which YAML takes the number for a text. */
    private static void writeDouble(double number, JsonGenerator out) throws IOException {
        out.writeNumber(Double.toString(number).replaceFirst("E(?=[0-9])", "E+"));
    }
}
