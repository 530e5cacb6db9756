package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.feature.FeatureSet;
import io.millrace.core.inspect.FeatureSetDraft;
import io.millrace.core.inspect.FeatureSetDraft.Choice;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.Fate;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.RunSummary;
import io.millrace.core.run.TableFormats;
import io.millrace.engine.arrow.ArrowFeatureEngine;
import io.millrace.yaml.FeatureSetReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is proposed for real logs says the right columns, and runs as it stands. */
class DraftedSetsTest {
    private static final TableFormats FORMATS = TableFormats.load();

    @TempDir
    Path folder;

    @Test
    void knowsTheColumnsOfTheTrapsInBothFormats() {
        Path traps = Golden.folder("traps");
        for (String ending : List.of("csv", "parquet")) {
            FeatureSetDraft draft = draft(traps + "/events-*." + ending);
            assertEquals("user_id", draft.entity().column());
            assertEquals("timestamp", draft.time().column());
            assertEquals(Optional.of("event_type"), draft.type().map(Choice::column));
            RunSummary summary = run(draft, traps + "/events-*." + ending);
            assertEquals(1_907, summary.report().rows().read());
        }
    }

    @Test
    void knowsTheColumnsOfOnlineRetail() {
        String days = Golden.folder("../corpus/online-retail-by-day/by-day") + "/*.csv";
        FeatureSetDraft draft = draft(days);
        assertEquals("CustomerID", draft.entity().column());
        assertEquals("InvoiceDate", draft.time().column());
        assertEquals(
                "[InvoiceDate, Quantity, UnitPrice]",
                draft.featureSet().columns().keySet().toString());
        assertEquals("2011-12-10T00:00:00Z", draft.asOf().toString());
        RunSummary summary = run(draft, days);
        assertEquals(541_909, summary.report().rows().read());
        assertTrue(summary.report().rows().get(Fate.USED) > 10_000);
    }

    @Test
    void knowsTheColumnsOfSparkifyOnceItsTimesAreTimes() throws SQLException {
        Path log =
                Golden.folder("../corpus/sparkify-log-2018-11").toAbsolutePath().normalize();
        Path events = folder.resolve("sparkify.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy (select * replace (epoch_ms(ts) as ts) from read_json('" + log
                    + "/**/*.json', format = 'newline_delimited')) to '" + events + "' (format parquet)");
        }
        FeatureSetDraft draft = draft(events.toString());
        assertEquals("userId", draft.entity().column());
        assertEquals("ts", draft.time().column());
        assertEquals(Optional.of("page"), draft.type().map(Choice::column));
        RunSummary summary = run(draft, events.toString());
        assertEquals(8_056, summary.report().rows().read());
    }

    private static FeatureSetDraft draft(String input) {
        FeatureSetDraft draft = FeatureSetDraft.of(FORMATS.open(List.of(input), Map.of()), "drafted");
        assertEquals(draft.featureSet(), FeatureSetReader.read("draft.yaml", draft.yaml()));
        return draft;
    }

    private RunSummary run(FeatureSetDraft draft, String input) {
        FeatureSet set = FeatureSetReader.read("draft.yaml", draft.yaml());
        EventSource events = FORMATS.open(List.of(input), set.columns());
        RunSummary summary = new FeaturePipeline(new ArrowFeatureEngine(), RunListener.NONE)
                .run(RunRequest.of(set, events, draft.asOf()), FORMATS.create(folder.resolve("matrix.parquet")));
        assertTrue(summary.report().rows().get(Fate.USED) > 0);
        return summary;
    }
}
