package io.millrace.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.MemoryFile;
import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.contract.ReferenceEngine;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.Entities;
import io.millrace.core.port.RunListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FeaturePipelineTest {
    private static final Instant AS_OF = Instant.parse("2024-10-31T00:00:00Z");
    private static final Schema EVENTS =
            Schema.of(Field.nullable("user", DataType.INT64), Field.nullable("at", DataType.TIMESTAMP));
    private static final FeatureSet SET = FeatureSet.builder("visits")
            .entity("user")
            .time("at")
            .window("10d")
            .feature("events", "count(*)")
            .checkRange("events", 1, 1)
            .build();

    private final MemoryMatrixSink sink = new MemoryMatrixSink();

    @Test
    void commitsTheMatrixWithItsProfileAndChecks() {
        RunSummary summary = run(request(event(1, 1), event(2, 2), event(2, 3), event(3, 11)), RunListener.NONE);
        assertEquals(List.of(List.of(1L, 1L), List.of(2L, 2L)), sink.rows());
        assertTrue(sink.committed());
        assertTrue(sink.closed());
        assertEquals(3, summary.report().rows().get(Fate.USED));
        assertEquals(1, summary.report().rows().get(Fate.BEFORE_WINDOW));
        assertEquals(1, summary.checks().get(0).violations());
        assertFalse(summary.checksPassed());
        assertEquals(2L, summary.profile().columns().get(1).max().orElseThrow());
    }

    @Test
    void replacesTheSetsWindow() {
        run(request(event(1, 1), event(3, 11)).withWindow(Duration.ofDays(11)), RunListener.NONE);
        assertEquals(List.of(List.of(1L, 1L), List.of(3L, 1L)), sink.rows());
    }

    @Test
    void takesTheOnlyColumnOfARosterWhateverItsName() {
        RunRequest request = request(event(7, 1), event(1, 1))
                .withRoster(roster(Schema.of(Field.nullable("id", DataType.INT64)), 7L));
        run(request, RunListener.NONE);
        assertEquals(List.of(7L), sink.rows().stream().map(row -> row.get(0)).toList());
    }

    @Test
    void refusesARosterThatDoesNotSayWhichColumnItIs() {
        Schema two = Schema.of(Field.nullable("users", DataType.INT64), Field.nullable("plan", DataType.INT64));
        RunRequest request = request(event(1, 1)).withRoster(roster(two, 7L, 1L));
        InputException refused = assertThrows(InputException.class, () -> run(request, RunListener.NONE));
        assertTrue(refused.getMessage().contains("has no column user"), refused.getMessage());
        assertTrue(refused.getMessage().contains("did you mean users?"), refused.getMessage());
        assertNothingPublished();
    }

    @Test
    void namesWindowAndSpanWhereNoEventIsUsed() {
        RunRequest request = request(event(1, 20), event(1, 30));
        String message = assertThrows(InputException.class, () -> run(request, RunListener.NONE))
                .getMessage();
        assertTrue(message.contains("2024-10-21T00:00:00Z (inclusive) to 2024-10-31T00:00:00Z (exclusive)"), message);
        assertTrue(message.contains("from 2024-10-01T00:00:00Z to 2024-10-11T00:00:00Z"), message);
        assertTrue(message.contains("2 before the window"), message);
        assertNothingPublished();
    }

    @Test
    void namesTheReachOfAllWindowsWhereNoEventIsUsed() {
        RunRequest several = request(event(1, 30)).withAsOf(List.of(AS_OF, AS_OF.minus(Duration.ofDays(5))));
        String message = assertThrows(InputException.class, () -> run(several, RunListener.NONE))
                .getMessage();
        assertTrue(
                message.contains("the windows as of 2 times reach from 2024-10-16T00:00:00Z (inclusive) to"
                        + " 2024-10-31T00:00:00Z (exclusive)"),
                message);
        assertNothingPublished();
    }

    @Test
    void refusesEntitiesOfARosterThatIsNotThere() {
        RunRequest request = request(event(1, 1)).withEntities(Entities.BOTH);
        assertEquals(
                "the entities are to come from a roster, and there is none",
                assertThrows(DefinitionException.class, () -> run(request, RunListener.NONE))
                        .problems()
                        .get(0)
                        .what());
        assertNothingPublished();
    }

    @Test
    void findsTheColumnsOfACompositeKeyInARoster() {
        FeatureSet devices = FeatureSet.builder("devices")
                .entity("user", "device")
                .time("at")
                .window("10d")
                .feature("events", "count(*)")
                .build();
        Schema events = Schema.of(
                Field.nullable("user", DataType.INT64),
                Field.nullable("at", DataType.TIMESTAMP),
                Field.nullable("device", DataType.TEXT));
        RunRequest request = RunRequest.of(
                devices, MemoryEventSource.of(List.of(new MemoryFile("events", events, List.of()))), AS_OF);
        FeaturePlan plan = FeaturePipeline.plan(request);
        assertEquals(List.of("user", "device", "events"), plan.matrix().names());
        Schema listed = Schema.of(
                Field.nullable("device", DataType.TEXT),
                Field.nullable("plan", DataType.TEXT),
                Field.nullable("user", DataType.INT64));
        RunRequest withRoster = request.withRoster(roster(listed, "tv", "basic", 1L));
        assertEquals(
                List.of("user", "device"),
                FeaturePipeline.roster(withRoster, plan).orElseThrow().columns());
        RunRequest without = request.withRoster(roster(Schema.of(Field.nullable("user", DataType.INT64)), 1L));
        String message = assertThrows(InputException.class, () -> FeaturePipeline.roster(without, plan))
                .getMessage();
        assertTrue(message.contains("has no column device"), message);
    }

    @Test
    void publishesNothingWhereAListenerRefusesTheSummary() {
        RunListener refusing = new RunListener() {
            @Override
            public void summarized(RunSummary summary) {
                throw new ResourceException("the record cannot be written");
            }
        };
        assertThrows(ResourceException.class, () -> run(request(event(1, 1)), refusing));
        assertNothingPublished();
    }

    @Test
    void closesTheSinkWhereTheDefinitionIsWrong() {
        FeatureSet wrong = FeatureSet.builder("visits")
                .entity("user")
                .time("when")
                .window("10d")
                .feature("events", "count(*)")
                .build();
        RunRequest request = RunRequest.of(wrong, events(event(1, 1)), AS_OF);
        assertTrue(assertThrows(DefinitionException.class, () -> run(request, RunListener.NONE))
                .isInputOnly());
        assertNothingPublished();
    }

    private void assertNothingPublished() {
        assertFalse(sink.committed());
        assertTrue(sink.closed());
    }

    private RunSummary run(RunRequest request, RunListener listener) {
        return new FeaturePipeline(new ReferenceEngine(), listener).run(request, sink);
    }

    private static RunRequest request(@Nullable Object[]... rows) {
        return RunRequest.of(SET, events(rows), AS_OF);
    }

    private static MemoryEventSource events(@Nullable Object[]... rows) {
        return MemoryEventSource.of(List.of(new MemoryFile("events", EVENTS, List.of(rows))));
    }

    private static MemoryEventSource roster(Schema schema, @Nullable Object... row) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(row);
        return MemoryEventSource.of(List.of(new MemoryFile("roster", schema, rows)));
    }

    private static @Nullable Object[] event(long user, int daysBefore) {
        return new Object[] {user, AS_OF.minus(Duration.ofDays(daysBefore)).getEpochSecond() * 1_000_000};
    }
}
