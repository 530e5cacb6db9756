package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.RunSummary;
import io.millrace.core.streamflow.SimulatorSettings;
import io.millrace.core.streamflow.StreamflowSimulator;
import io.millrace.engine.arrow.ArrowFeatureEngine;
import io.millrace.engine.arrow.table.ArrowMatrix;
import io.millrace.yaml.RunRecordWriter;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

/** The page on the record of a run describes every key that there is, and no other. */
class RunRecordReferenceTest {
    @Test
    void describesEveryKey() throws IOException {
        TreeSet<String> actual = new TreeSet<>();
        collect("", new ObjectMapper().readTree(record()), actual);
        TreeSet<String> described = new TreeSet<>();
        String page = String.join("\n", Page.at("docs/reference/run-record.md").prose());
        Pattern.compile("^\\| `([a-zA-Z_.\\[\\]]+)`", Pattern.MULTILINE)
                .matcher(page)
                .results()
                .forEach(row -> described.add(row.group(1)));
        assertEquals(String.join("\n", actual), String.join("\n", described));
    }

    private static String record() {
        StreamflowSimulator events = new StreamflowSimulator(SimulatorSettings.of(20, 2, 1));
        RunRequest request = RunRequest.of(StreamflowChurn.featureSet(), events, Instant.parse("2024-10-03T00:00:00Z"))
                .withRoster(events.roster());
        try (RootAllocator allocator = new RootAllocator();
                ArrowMatrix matrix = new ArrowMatrix(allocator)) {
            RunSummary summary =
                    new FeaturePipeline(new ArrowFeatureEngine(), RunListener.NONE).run(request, matrix.sink());
            return RunRecordWriter.print(request.features(), summary);
        }
    }

    /** Keys by their path; those below a map of names (features, fates, phases …) as {@code NAME}. */
    private static void collect(String path, JsonNode node, TreeSet<String> keys) {
        if (node.isArray()) {
            node.forEach(element -> collect(path + "[]", element, keys));
            if (node.isEmpty() || !node.get(0).isContainerNode()) {
                keys.add(path + "[]");
            }
            return;
        }
        Iterator<Map.Entry<String, JsonNode>> fields = node.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            boolean named = path.matches("feature_set\\.(let|features)|.*\\.(for|quantiles)");
            String key = (path.isEmpty() ? "" : path + ".") + (named ? "NAME" : field.getKey());
            boolean counts = key.matches(".*\\brows") && field.getValue().isObject();
            if (counts || !field.getValue().isContainerNode()) {
                keys.add(key);
            }
            if (!counts) {
                collect(key, field.getValue(), keys);
            }
        }
    }
}
