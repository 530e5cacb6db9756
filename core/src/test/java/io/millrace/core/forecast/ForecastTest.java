package io.millrace.core.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.contract.ReferenceEngine;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.forecast.Forecast.Basis;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.RunRequest;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.StreamflowSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final Instant AS_OF = Instant.parse("2024-10-31T00:00:00Z");
    private static final FeatureSet COUNTS = FeatureSet.builder("counts")
            .entity("user_id")
            .time("timestamp")
            .window(Duration.ofDays(30))
            .feature("events", "count(*)")
            .build();

    private static Optional<Forecast> forecast(RunRequest request, OptionalLong expected) {
        return Forecast.of(new ReferenceEngine(), request, FeaturePipeline.plan(request), expected);
    }

    private static Forecast forecast(EventSource events) {
        return forecast(RunRequest.of(COUNTS, events, AS_OF), OptionalLong.empty())
                .orElseThrow();
    }

    private static long entities(EventSource events) {
        RunRequest request = RunRequest.of(COUNTS, events, AS_OF);
        return new FeaturePipeline(new ReferenceEngine(), RunListener.NONE)
                .run(request, new MemoryMatrixSink())
                .report()
                .entities();
    }

    /** User and day in the order of what the splits hold: 40 splits of 50 events. */
    private static MemoryEventSource log(IntUnaryOperator userOf) {
        Schema schema =
                Schema.of(Field.required("user_id", DataType.INT64), Field.required("timestamp", DataType.TIMESTAMP));
        long start = Instant.parse("2024-10-02T00:00:00Z").getEpochSecond() * 1_000_000;
        List<Object[]> rows = IntStream.range(0, 2000)
                .mapToObj(event -> new Object[] {(long) userOf.applyAsInt(event), start + event})
                .toList();
        return MemoryEventSource.ofRows(schema, rows).inSplits(50);
    }

    @Test
    void tellsTheEntitiesOfALogByDaysFromHalfOfThem() {
        EventSource events = new StreamflowSimulator(SimulatorSettings.of(400, 30, 5));
        long actual = entities(events);

        Forecast told = forecast(events);

        assertEquals(Basis.RECAPTURED, told.basis());
        assertEquals(16, told.splits());
        assertEquals(actual, told.entities(), 0.03 * actual, told.toString());
    }

    @Test
    void tellsNoMoreEntitiesThanWouldBeIfEverySplitHadItsOwn() {
        // Five events of each user, next to each other.
        Forecast told = forecast(log(event -> event / 5));

        assertEquals(Basis.AT_MOST, told.basis());
        assertEquals(400, told.entities());
        assertEquals(2000, told.rows());
        assertEquals(800, told.sampleRows());
    }

    /** 300 users, any of them in any event: the answer is 300 but for the few who are in no event. */
    @Test
    void tellsEntitiesThatAreMetAtRandom() {
        EventSource events = log(event -> Math.floorMod(event * 0x9E3779B1, 300));
        long actual = entities(events);

        Forecast told = forecast(events);

        assertEquals(Basis.RECAPTURED, told.basis());
        assertEquals(actual, told.entities(), 0.15 * actual, told.toString());
    }

    @Test
    void countsWhereTheSampleIsAllThereIs() {
        EventSource events = new StreamflowSimulator(SimulatorSettings.of(50, 2, 5));

        Forecast told = forecast(events);

        assertEquals(Basis.COUNTED, told.basis());
        assertEquals(entities(events), told.entities());
        assertEquals(told.sampleRows(), told.rows());
    }

    @Test
    void believesWhoKnows() {
        EventSource events = new StreamflowSimulator(SimulatorSettings.of(50, 2, 5));
        Forecast told = forecast(RunRequest.of(COUNTS, events, AS_OF), OptionalLong.of(7000))
                .orElseThrow();

        assertEquals(Basis.GIVEN, told.basis());
        assertEquals(7000, told.entities());
    }

    @Test
    void hasNothingToSampleWhereNoWindowNeedsASplit() {
        EventSource events = log(event -> event).withRanges();
        RunRequest request = RunRequest.of(COUNTS, events, AS_OF.plus(Duration.ofDays(400)));

        assertTrue(forecast(request, OptionalLong.empty()).isEmpty());
    }
}
