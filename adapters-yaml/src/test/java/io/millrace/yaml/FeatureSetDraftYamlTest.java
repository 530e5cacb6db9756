package io.millrace.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Expressions;
import io.millrace.core.inspect.FeatureSetDraft;
import io.millrace.core.plan.Binder;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.StreamflowSimulator;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is proposed for an input can be read, and is what is proposed in Java. */
class FeatureSetDraftYamlTest {
    @Test
    void writesTheSetOfTheSimulator() {
        StreamflowSimulator events =
                new StreamflowSimulator(SimulatorSettings.of(50, 10, 1).withColumns(SimulatorSettings.Columns.FULL));
        FeatureSetDraft draft = FeatureSetDraft.of(events, "streamflow-first");
        assertEquals(draft.featureSet(), FeatureSetReader.read("draft.yaml", draft.yaml()), draft.yaml());
    }

    @Property(tries = 300)
    void writesTheSetOfAnyColumnsAndValues(
            @ForAll("names") @Size(3) List<String> names, @ForAll("values") @Size(4) List<String> values) {
        Schema schema = Schema.of(
                Field.nullable(names.get(0), DataType.TIMESTAMP),
                Field.nullable(names.get(1), DataType.TEXT),
                Field.nullable(names.get(2) + " type of event type", DataType.TEXT),
                Field.nullable("user_id", DataType.TEXT));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            String value = values.get(i % values.size());
            rows.add(new @Nullable Object[] {i * 3_600_000_000L, value, value, "u" + i % 7});
        }
        FeatureSetDraft draft = FeatureSetDraft.of(MemoryEventSource.ofRows(schema, rows), "set " + names.get(0));
        assertEquals(draft.featureSet(), FeatureSetReader.read("draft.yaml", draft.yaml()), draft.yaml());
        Binder.bind(draft.featureSet(), schema, draft.asOf());
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Expressions.names()
                .filter(name -> !name.equals("user_id") && !name.isBlank())
                .list()
                .uniqueElements()
                .ofSize(3);
    }

    @Provide
    Arbitrary<List<String>> values() {
        return Expressions.texts().list().uniqueElements().ofSize(4);
    }
}
