package io.millrace.engine.arrow;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.plan.FeaturePlan.PlannedValidator;
import io.millrace.core.plan.Ordinals;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Quarantine;
import io.millrace.core.port.RefusedEvent;
import io.millrace.core.port.RowPlace;
import io.millrace.core.port.Split;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Hands the events that a validator refuses on, with their places. */
final class RefusedEvents {
    private final Optional<Quarantine> quarantine;
    private String file = "";
    private @Nullable BatchReader reader;

    RefusedEvents(EngineRequest request) {
        this.quarantine = request.quarantine();
    }

    void start(Split split, BatchReader splitReader) {
        file = split.file();
        reader = splitReader;
        splitReader.keepPlaces();
    }

    /** Takes a row of the reader's last batch. */
    void add(ColumnBatch batch, int row, PlannedValidator validator) {
        TreeSet<Integer> columns = new TreeSet<>(validator.columns());
        validator.condition().ifPresent(condition -> Ordinals.forEach(condition, columns::add));
        List<RefusedEvent.Cell> cells =
                columns.stream().map(column -> cell(batch, column, row)).toList();
        RowPlace place = Objects.requireNonNull(reader, "no split was started").place(row, List.copyOf(columns));
        new RefusedEvent(file, place, validator.name(), cells).handle(quarantine);
    }

    private static RefusedEvent.Cell cell(ColumnBatch batch, int column, int row) {
        Field field = batch.schema().field(column);
        return new RefusedEvent.Cell(field.name(), field.type(), value(batch, column, row, field.type()));
    }

    private static @Nullable Object value(ColumnBatch batch, int column, int row, DataType type) {
        if (batch.column(column).isNull(row)) {
            return null;
        }
        if (type == DataType.TEXT) {
            return batch.texts(column).text(row);
        }
        if (type == DataType.FLOAT64) {
            return batch.doubles(column).get(row);
        }
        long value = batch.longs(column).get(row);
        return type == DataType.BOOLEAN ? (Object) (value != 0) : value;
    }
}
