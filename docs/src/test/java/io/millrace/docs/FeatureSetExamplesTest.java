package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.Binder;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.DefinitionException;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.StreamflowSimulator;
import io.millrace.yaml.FeatureSetReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every feature set in the prose can be read, and bound to the simulator's columns and those that it declares. */
class FeatureSetExamplesTest {
    private static final String WRONG = "wrong ";
    private static final Instant AS_OF = Instant.parse("2024-10-31T00:00:00Z");

    @TestFactory
    Stream<DynamicTest> bind() {
        List<Page.Block> sets = Page.blocks("yaml").stream()
                .filter(block -> block.text().contains("feature_set:"))
                // It needs a class, and is run with it.
                .filter(block -> !block.note().equals("file spread.yaml"))
                .toList();
        assertTrue(sets.size() >= 5);
        return sets.stream().map(block -> DynamicTest.dynamicTest(block.place(), () -> bind(block)));
    }

    /** A set noted as wrong ({@code <!-- wrong NAME -->}) gives the message below it. */
    @Test
    void areRefusedAsThePageSays() {
        List<Page.Block> blocks = Page.at("docs/reference/feature-language.md").blocks();
        Page.Block wrong = blocks.stream()
                .filter(block -> block.note().startsWith(WRONG))
                .findFirst()
                .orElseThrow();
        String name = wrong.note().substring(WRONG.length());
        DefinitionException refused =
                assertThrows(DefinitionException.class, () -> FeatureSetReader.read(name, wrong.text()));
        assertEquals(blocks.get(blocks.indexOf(wrong) + 1).text().strip(), refused.getMessage());
    }

    private static void bind(Page.Block block) {
        FeatureSet set = FeatureSetReader.read(block.place() + ".yaml", block.text());
        FeaturePlan plan = Binder.bind(set, schema(set), AS_OF);
        assertFalse(plan.matrix().names().isEmpty());
    }

    private static Schema schema(FeatureSet set) {
        Map<String, Field> fields = new LinkedHashMap<>();
        SimulatorSettings settings = SimulatorSettings.of(1, 1, 1).withColumns(SimulatorSettings.Columns.FULL);
        new StreamflowSimulator(settings).schema().fields().forEach(field -> fields.put(field.name(), field));
        // An entity key that nothing declares is text, as a column of CSV is.
        set.entity().forEach(column -> fields.putIfAbsent(column, Field.nullable(column, DataType.TEXT)));
        set.columns().forEach((name, type) -> fields.put(name, Field.nullable(name, type)));
        return new Schema(List.copyOf(fields.values()));
    }
}
