package io.millrace.core.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.MemoryFile;
import io.millrace.core.contract.TextForm;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.matrix.ColumnProfile;
import io.millrace.core.plan.Window;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.Split;
import io.millrace.core.run.DayRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EventInspectionTest {
    private static final Schema SCHEMA = Schema.of(
            Field.nullable("at", DataType.TIMESTAMP),
            Field.nullable("kind", DataType.TEXT),
            Field.nullable("amount", DataType.FLOAT64));
    private static final EventInspection.Settings SETTINGS = new EventInspection.Settings("at", "kind", 3, 7);

    private static Object[] row(Integer day, String kind, Double amount) {
        return new Object[] {day == null ? null : day * Window.MICROS_PER_DAY + 5, kind, amount};
    }

    private static List<MemoryFile> files() {
        List<Object[]> first = new ArrayList<>();
        List<Object[]> second = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            first.add(row(i % 3, "a", 1.0));
            second.add(row(6, i % 5 == 0 ? "" : "b", null));
        }
        first.add(row(null, null, -2.5));
        second.add(row(-1, "c", 4.0));
        return List.of(new MemoryFile("first", SCHEMA, first), new MemoryFile("second", SCHEMA, second));
    }

    @ParameterizedTest
    @EnumSource(TextForm.class)
    void addsUpWhatItsThreadsHaveSeen(TextForm form) {
        MemoryEventSource events =
                MemoryEventSource.of(files()).inSplits(11).withEmptyBatches().withText(form);

        EventInspection inspection = EventInspection.of(events, SCHEMA, SETTINGS, RunListener.NONE);

        ValueCounts types = inspection.types().orElseThrow();
        assertEquals(List.of("a", "b", "", "c"), List.copyOf(types.byFrequency().keySet()));
        assertEquals(Map.of("a", 50L, "b", 40L, "", 10L, "c", 1L), types.byFrequency());
        assertEquals(1, types.nulls());
        DayCounts days = inspection.days().orElseThrow();
        assertEquals(5, days.days());
        assertEquals(List.of(new DayRange(LocalDate.of(1970, 1, 4), LocalDate.of(1970, 1, 6))), days.missing());
        ColumnProfile amount = inspection.profile().columns().get(2);
        assertEquals(102, inspection.profile().rows());
        assertEquals(50, amount.nulls());
        assertEquals(Optional.of(-2.5), amount.min());
        assertEquals(Optional.of(4.0), amount.max());
        assertEquals(0, events.openReaders());
    }

    @Test
    void tellsItsListenerWhatItReads() {
        AtomicLong rows = new AtomicLong();
        RunListener listener = new RunListener() {
            @Override
            public void batchRead(Split split, int count, long bytes) {
                rows.addAndGet(count);
            }
        };

        EventInspection.of(MemoryEventSource.of(files()), SCHEMA, SETTINGS, listener);

        assertEquals(102, rows.get());
    }

    @Test
    void closesEveryReaderWhenItsListenerEndsIt() {
        MemoryEventSource events = MemoryEventSource.of(files());
        RunListener listener = new RunListener() {
            @Override
            public void batchRead(Split split, int count, long bytes) {
                throw new CancellationException("enough");
            }
        };

        assertThrows(CancellationException.class, () -> EventInspection.of(events, SCHEMA, SETTINGS, listener));
        assertEquals(0, events.openReaders());
    }

    @Test
    void readsOnlyWhatItIsAskedFor() {
        EventInspection inspection = EventInspection.of(
                MemoryEventSource.of(files()), SCHEMA.select(List.of("amount")), SETTINGS, RunListener.NONE);

        assertTrue(inspection.types().isEmpty());
        assertTrue(inspection.days().isEmpty());
    }

    @Test
    void tellsOnlySomeOfTooManyTypesApart() {
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < ValueCounts.MOST + 500; i++) {
            rows.add(row(0, "kind " + i, null));
        }

        ValueCounts types = EventInspection.of(
                        MemoryEventSource.ofRows(SCHEMA, rows).inSplits(1000), SCHEMA, SETTINGS, RunListener.NONE)
                .types()
                .orElseThrow();

        assertEquals(ValueCounts.MOST, types.byFrequency().size());
        assertEquals(500, types.others());
    }
}
