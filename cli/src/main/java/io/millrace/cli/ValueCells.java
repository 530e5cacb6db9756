package io.millrace.cli;

import io.millrace.cli.render.Cell;
import io.millrace.core.event.DataType;
import io.millrace.core.number.DecimalText;
import io.millrace.core.number.DoubleText;
import io.millrace.core.number.TimestampText;
import org.jspecify.annotations.Nullable;

/** Values of columns, with all of their digits. */
final class ValueCells {
    private static final int MOST_SHOWN = 60;

    private ValueCells() {}

    /** @param value a {@link Long}, {@link Double}, {@link Boolean}, {@link String} or null, as the type says */
    static Cell of(DataType type, @Nullable Object value) {
        if (value == null) {
            return Cell.quiet("null");
        } else if (value instanceof String text) {
            return Cell.text(text).withText(text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text);
        } else if (value instanceof Double number) {
            return Cell.number(number).withText(DoubleText.toString(number));
        } else if (value instanceof Long number) {
            return switch (type.kind()) {
                case TIMESTAMP -> Cell.text(TimestampText.toString(number));
                case DECIMAL -> Cell.text(DecimalText.toString(number, type.scale()));
                default -> Cell.count(number).withText(Long.toString(number));
            };
        }
        return new Cell(value, value.toString(), Cell.Tone.PLAIN);
    }
}
