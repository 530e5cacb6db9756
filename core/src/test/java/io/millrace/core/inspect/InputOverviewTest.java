package io.millrace.core.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.MemoryFile;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.InputFile.Statistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class InputOverviewTest {
    private static final Field USER = Field.required("user", DataType.INT64);

    @Test
    void tellsWhichFilesLackAColumnOrStoreItOtherwise() {
        MemoryEventSource events = MemoryEventSource.of(List.of(
                new MemoryFile(
                        "a",
                        Schema.of(USER, Field.required("at", DataType.TIMESTAMP)),
                        List.<Object[]>of(new Object[] {1L, 5L})),
                new MemoryFile("b", Schema.of(USER, Field.required("at", DataType.TEXT)), List.of()),
                new MemoryFile("c", Schema.of(USER), List.of())));

        InputOverview overview = InputOverview.of(events);

        assertEquals(3, overview.files());
        assertEquals(OptionalLong.of(1), overview.rows());
        assertTrue(overview.columns().get(0).isUniform());
        assertFalse(overview.columns().get(1).isUniform());
        assertEquals(List.of("c"), overview.columns().get(1).missing());
        assertEquals(List.of("user"), overview.readable(events).names());
    }

    @Test
    void knowsOfStatisticsWhatAllFilesTell() {
        Statistics low = statistics(2, 1L, 5L);
        Statistics high = statistics(3, 4L, 9L);

        assertEquals(statistics(5, 1L, 9L), StatisticsUnion.of(List.of(low, high)));
        assertEquals(Statistics.UNKNOWN, StatisticsUnion.of(List.of(low, Statistics.UNKNOWN)));
        assertEquals(
                statistics(2, -1.5, 2.0),
                StatisticsUnion.of(List.of(statistics(1, -1.5, 0.0), statistics(1, 1.0, 2.0))));
    }

    @Test
    void ordersTextByItsBytesAndNotByChars() {
        String supplementary = "\uD83D\uDE00";
        String lastOfBasicPlane = "\uFFFD";

        Statistics union = StatisticsUnion.of(List.of(
                statistics(0, supplementary, supplementary), statistics(0, lastOfBasicPlane, lastOfBasicPlane)));

        assertEquals(statistics(0, lastOfBasicPlane, supplementary), union);
    }

    private static Statistics statistics(long nulls, Object min, Object max) {
        return new Statistics(OptionalLong.of(nulls), Optional.of(min), Optional.of(max));
    }
}
