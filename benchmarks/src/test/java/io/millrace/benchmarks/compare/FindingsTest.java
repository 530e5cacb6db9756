package io.millrace.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.cli.render.Report;
import io.millrace.cli.render.Section;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Findings FINDINGS = new Findings(
            Section.facts("job", "Job").add("features", "some \"quoted\"").build(),
            List.of(series("millrace", 2, 4, 3), series("other", 9, 6, 7)),
            Map.of("polars", "npm install it"));

    private static Series series(String name, double... seconds) {
        Series series = new Series(name, "1.0");
        for (double one : seconds) {
            series.runs().add(new Series.Run(one, Optional.of(new Usage(one * 2, 1 << 20))));
        }
        return series;
    }

    @Test
    void areJson() throws Exception {
        JsonNode json = new ObjectMapper().readTree(FINDINGS.complete().render(Report.Format.JSON, false, 100));
        assertEquals(
                Runtime.getRuntime().availableProcessors(),
                json.at("/machine/cores").intValue());
        assertTrue(
                json.at("/machine/java").textValue().contains(Runtime.version().toString()));
        assertEquals("some \"quoted\"", json.at("/job/features").textValue());
        assertEquals(3, json.at("/results/0/median").doubleValue());
        assertEquals(1, json.at("/results/0/ratio").doubleValue());
        assertEquals(7, json.at("/results/1/median").doubleValue());
        assertEquals(6, json.at("/results/1/min").doubleValue());
        assertEquals(9, json.at("/results/1/max").doubleValue());
        assertEquals(7 / 3.0, json.at("/results/1/ratio").doubleValue());
        assertEquals(14, json.at("/results/1/cpu").doubleValue());
        assertEquals(1 << 20, json.at("/results/1/peak").intValue());
        assertEquals(6, json.at("/runs").size());
        assertEquals(9, json.at("/runs/3/seconds").doubleValue());
        assertEquals("npm install it", json.at("/absent/polars").textValue());
    }

    @Test
    void areATable() {
        String text = FINDINGS.summary().render(Report.Format.TABLE, false, 100);
        assertTrue(
                text.lines()
                        .anyMatch(
                                line -> line.matches(" *other +1\\.0 +3 +7\\.000 s +6\\.000 s +9\\.000 s +2\\.33 .*")),
                text);
    }
}
