package io.millrace.core.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.MemoryMatrixSink;
import io.millrace.core.contract.ReferenceEngine;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Times;
import io.millrace.core.inspect.FeatureSetDraft.Choice;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.InputException;
import io.millrace.core.run.RunRequest;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.StreamflowSimulator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FeatureSetDraftTest {
    private static final long START = Times.parseMicros("2024-10-01");
    private static final long HOUR = 3_600_000_000L;

    @Test
    void findsTheColumnsOfTheSimulatorsEvents() {
        StreamflowSimulator events =
                new StreamflowSimulator(SimulatorSettings.of(200, 30, 1).withColumns(SimulatorSettings.Columns.FULL));
        FeatureSetDraft draft = FeatureSetDraft.of(events, "first");
        assertEquals("user_id", draft.entity().column());
        assertEquals("timestamp", draft.time().column());
        assertEquals(Optional.of("event_type"), draft.type().map(Choice::column));
        assertEquals(Instant.parse("2024-10-31T00:00:00Z"), draft.asOf());
        assertEquals(Duration.ofDays(30), draft.featureSet().window());
        List<String> names = run(draft, events);
        assertTrue(
                names.containsAll(List.of(
                        "events_30d",
                        "count_page_view",
                        "days_since_page_view",
                        "sum_revenue",
                        "distinct_device_type",
                        "activity_trend")),
                names.toString());
    }

    @Test
    void givesAReasonForEveryColumn() {
        FeatureSetDraft draft = FeatureSetDraft.of(log("user", "what", DataType.TEXT), "first");
        assertEquals(
                "named like the key of somebody, and 7 different values in 100 of 100 sampled rows",
                draft.entity().reason());
        assertEquals(
                "a timestamp in 100 of 100 sampled rows, from 2024-10-01T00:00:00Z to 2024-10-05T03:00:00Z",
                draft.time().reason());
        assertEquals(
                "few texts: 3 different values in 100 of 100 sampled rows",
                draft.type().orElseThrow().reason());
        for (Choice choice : List.of(draft.entity(), draft.time(), draft.type().orElseThrow())) {
            assertTrue(draft.yaml().replaceAll("\n# ", " ").contains(choice.reason()), draft.yaml());
        }
    }

    @Test
    void takesNamesThatNeedQuotes() {
        EventSource events = log("Kunden-\"Nr\": #1", "Was {ist} das?", DataType.TEXT);
        FeatureSetDraft draft = FeatureSetDraft.of(events, "odd");
        assertEquals("Kunden-\"Nr\": #1", draft.entity().column());
        run(draft, events);
    }

    @Test
    void doesWithoutTypesNumbersAndMoreThanADay() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rows.add(new @Nullable Object[] {"device " + i % 5, START + i});
        }
        EventSource events = MemoryEventSource.ofRows(
                Schema.of(Field.nullable("device_id", DataType.TEXT), Field.nullable("at", DataType.TIMESTAMP)), rows);
        FeatureSetDraft draft = FeatureSetDraft.of(events, "small");
        assertEquals("device_id", draft.entity().column());
        assertEquals(Optional.empty(), draft.type());
        assertEquals(Duration.ofDays(1), draft.featureSet().window());
        assertEquals(
                List.of("device_id", "days_since_last_event", "events", "active_days", "activity_trend"),
                run(draft, events));
    }

    @Test
    void prefersSomebodyToWhatTheyDidAndToWhatIsUniqueInEveryRow() {
        Schema schema = Schema.of(
                Field.nullable("event_id", DataType.INT64),
                Field.nullable("session_id", DataType.TEXT),
                Field.nullable("userId", DataType.TEXT),
                Field.nullable("userAgent", DataType.TEXT),
                Field.nullable("registered", DataType.TIMESTAMP),
                Field.nullable("ts", DataType.TIMESTAMP));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(
                    new @Nullable Object[] {(long) i, "s" + i / 3, "" + i / 9, "agent " + i % 4, START, START + i * HOUR
                    });
        }
        FeatureSetDraft draft = FeatureSetDraft.of(MemoryEventSource.ofRows(schema, rows), "sessions");
        assertEquals("userId", draft.entity().column());
        assertEquals("ts", draft.time().column());
        assertTrue(
                draft.time().reason().endsWith("not registered, which are times too"),
                draft.time().reason());
    }

    @Test
    void saysWhatItLookedAtWhereNoColumnFits() {
        Schema noTime = Schema.of(Field.nullable("user_id", DataType.INT64), Field.nullable("note", DataType.TEXT));
        assertEquals(
                "no column holds the time of the events; 1 row was looked at, with the columns user_id (bigint, such as 7), "
                        + "note (text, always null)\n  a feature set needs a column of type timestamp",
                refusal(noTime, 7L, null));
        Schema epoch = Schema.of(Field.nullable("user_id", DataType.INT64), Field.nullable("ts", DataType.INT64));
        assertTrue(
                refusal(epoch, 7L, 1_541_105_830_796L)
                        .endsWith(
                                "\n  ts looks like milliseconds since 1970; write it as a timestamp first, for example with "
                                        + "DuckDB: select * replace (epoch_ms(ts) as ts) from …"),
                refusal(epoch, 7L, 1_541_105_830_796L));
        Schema text = Schema.of(Field.nullable("user_id", DataType.INT64), Field.nullable("day", DataType.TEXT));
        assertTrue(refusal(text, 7L, "2024-10-31").contains("day is text that reads as a time"));
        Schema noEntity = Schema.of(Field.nullable("at", DataType.TIMESTAMP), Field.nullable("x", DataType.FLOAT64));
        assertTrue(refusal(noEntity, START, 1.5)
                .startsWith("no column says whom the events are about; 1 row was looked at, with the columns at "
                        + "(timestamp, such as 2024-10-01 00:00:00), x (double, such as 1.5)"));
        assertTrue(refusal(Schema.of(Field.nullable("user_id", DataType.INT64)), (Object) null)
                .contains("always null"));
    }

    @Test
    void looksAtAPartOfTheRowsFromAllOverTheInput() {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            rows.add(new @Nullable Object[] {(long) i % 100, START + i * HOUR / 100});
        }
        Schema schema = Schema.of(Field.nullable("user", DataType.INT64), Field.nullable("at", DataType.TIMESTAMP));
        MemoryEventSource events =
                MemoryEventSource.ofRows(schema, rows).inSplits(500).withEmptyBatches();
        RowSample sample = RowSample.of(events);
        assertTrue(sample.rows() <= RowSample.MOST_ROWS && sample.rows() > RowSample.MOST_ROWS * 9 / 10);
        assertEquals(0, events.openReaders());
        assertTrue(events.readersOpened() <= 64);
        assertEquals(START, sample.columns().get(1).values().get(0));
        FeatureSetDraft draft = FeatureSetDraft.of(events, "long");
        assertEquals(Instant.parse("2024-11-12T00:00:00Z"), draft.asOf());
        assertEquals(Duration.ofDays(30), draft.featureSet().window());
    }

    private static String refusal(Schema schema, @Nullable Object... row) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(row);
        EventSource events = MemoryEventSource.ofRows(schema, rows);
        return assertThrows(InputException.class, () -> FeatureSetDraft.of(events, "none"))
                .getMessage();
    }

    /** 100 events of seven users, an hour after the other. */
    private static EventSource log(String who, String what, DataType keyType) {
        Schema schema = Schema.of(
                Field.nullable("at", DataType.TIMESTAMP),
                Field.nullable(what, DataType.TEXT),
                Field.nullable("amount: €", DataType.FLOAT64),
                Field.nullable(who, keyType));
        List<@Nullable Object[]> rows = new ArrayList<>();
        List<String> values = List.of("buy: \"now\"", "view", "NO");
        for (int i = 0; i < 100; i++) {
            rows.add(new @Nullable Object[] {START + i * HOUR, values.get(i % 3), i / 4.0, "key " + i % 7});
        }
        return MemoryEventSource.ofRows(schema, rows);
    }

    /** The columns of the matrix that a drafted set gives. */
    private static List<String> run(FeatureSetDraft draft, EventSource events) {
        MemoryMatrixSink sink = new MemoryMatrixSink();
        new FeaturePipeline(new ReferenceEngine(), RunListener.NONE)
                .run(RunRequest.of(draft.featureSet(), events, draft.asOf()), sink);
        assertTrue(sink.committed());
        assertTrue(sink.rows().size() > 1);
        return FeaturePipeline.plan(RunRequest.of(draft.featureSet(), events, draft.asOf()))
                .matrix()
                .names();
    }
}
