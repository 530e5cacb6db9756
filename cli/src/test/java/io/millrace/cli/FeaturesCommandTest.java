package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

final class FeaturesCommandTest {
    @Test
    void listsTheBuiltInSets() {
        assertEquals(
                "name,entity,window,features,checks\nstreamflow-churn,user_id,30 days,15,7\n",
                InProcess.done("features", "--format", "csv"));
    }

    @Test
    void describesEveryFeature() throws Exception {
        JsonNode told = new ObjectMapper().readTree(InProcess.done("features", "streamflow-churn", "--format", "json"));

        assertEquals(15, told.path("features").size());
        for (JsonNode feature : told.path("features")) {
            assertTrue(feature.path("meaning").asText().endsWith("."), feature.toString());
            assertTrue(!feature.path("reads").asText().isEmpty(), feature.toString());
            assertTrue(!feature.path("expression").asText().isEmpty(), feature.toString());
        }
        JsonNode rate = told.at("/features/1");
        assertEquals("video_completion_rate", rate.path("name").asText());
        assertEquals("between 0 and 1", rate.path("checks").asText());
        assertEquals("0", rate.path("without_events").asText());
    }

    @Test
    void describesThemForPeopleToo() {
        String told = InProcess.done("features", "streamflow-churn");

        assertTrue(told.contains("\nvideo_completion_rate\n  expression"), told);
        assertTrue(told.lines().allMatch(line -> line.length() <= 100), told);
    }
}
