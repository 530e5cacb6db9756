package io.millrace.core.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SampledSourceTest {
    private static final Schema SCHEMA = Schema.of(Field.required("x", DataType.INT64));

    @Test
    void readsTheChosenSplitsAndOfEachTheFirstRows() {
        List<Object[]> rows =
                LongStream.range(0, 50).mapToObj(x -> new Object[] {x}).toList();
        EventSource source = MemoryEventSource.ofRows(SCHEMA, rows).inSplits(10);

        assertEquals(LongStream.range(30, 40).boxed().toList(), read(new SampledSource(source, Set.of(3), 100)));
        // Batches have 4 rows: the one that reaches the fifth is the last.
        assertEquals(
                List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 40L, 41L, 42L, 43L, 44L, 45L, 46L, 47L),
                read(new SampledSource(source, Set.of(0, 4), 5)));
    }

    private static List<Long> read(EventSource source) {
        List<Long> values = new ArrayList<>();
        for (Split split : source.splits(SCHEMA)) {
            try (BatchReader reader = split.open(4)) {
                for (ColumnBatch batch = reader.next(); batch != null; batch = reader.next()) {
                    for (int row = 0; row < batch.rowCount(); row++) {
                        values.add(batch.longs(0).get(row));
                    }
                }
            }
        }
        return values;
    }
}
