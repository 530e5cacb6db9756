package io.millrace.core.port;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Times;
import io.millrace.core.run.InputException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An event that a validator refuses. It is treated like a row that cannot be read: it goes to the quarantine, or ends the run.
 *
 * @param file as the source names it
 * @param place where it stands in the file
 * @param validator the validator's name
 * @param columns what the validator looks at, and what the event has there
 */
public record RefusedEvent(String file, RowPlace place, String validator, List<Cell> columns) {
    private static final int MOST_SHOWN = 60;

    /**
     * A cell of the event.
     *
     * @param value a {@link Long}, {@link Double}, {@link Boolean} or text, as an event of the type has it
     */
    public record Cell(
            String column, DataType type, @Nullable Object value) {
        @Override
        public String toString() {
            return column + " = " + text();
        }

        private String text() {
            if (value == null) {
                return "null";
            }
            if (value instanceof String text) {
                String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
                return "'" + shown.replace("'", "''").replace("\n", "\\n").replace("\r", "\\r") + "'";
            }
            if (type == DataType.TIMESTAMP) {
                return Times.toInstant((Long) value).toString();
            }
            return type.isDecimal()
                    ? BigDecimal.valueOf((Long) value, type.scale()).toPlainString()
                    : value.toString();
        }
    }

    public RefusedEvent {
        columns = List.copyOf(columns);
    }

    /**
     * Sets the event aside, or ends the run.
     *
     * @throws InputException where there is no quarantine, or it takes no more
     */
    public void handle(Optional<Quarantine> quarantine) {
        quarantine
                .orElseThrow(() -> new InputException(message()))
                .add(new BadRow(file, place.line(), place.offset(), columnNames(), reason(), place.raw()));
    }

    private String message() {
        String column = columns.size() == 1 ? ", column " + columnNames() : "";
        String shown = place.shown().isEmpty() ? "" : "\n" + place.shown();
        return file + place.inWords() + column + ": " + reason() + shown
                + "\ncorrect the row, leave such events out by the set's where, or have them set aside with --quarantine DIR";
    }

    private String reason() {
        return "the validator " + validator + " refuses the event"
                + columns.stream()
                        .map(Cell::toString)
                        .collect(Collectors.joining(", ", columns.isEmpty() ? "" : ": ", ""));
    }

    private String columnNames() {
        return String.join(", ", columns.stream().map(Cell::column).toList());
    }
}
