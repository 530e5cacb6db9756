package io.millrace.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReportTest {
    private static final Report REPORT = Report.of(
            new Section.Rows(
                    "types",
                    "Types",
                    Table.builder()
                            .left("event_type")
                            .right("rows")
                            .left("result")
                            .row(Cell.text("a,\"b\"\n"), Cell.count(1_234_567), Cell.verdict(true))
                            .row(Cell.quiet("(null)"), Cell.count(5), Cell.verdict(false))
                            .row(Cell.text("事件"), Cell.EMPTY, Cell.EMPTY)
                            .build()),
            Section.facts("run", "")
                    .add("state_peak", Cell.bytes(2048))
                    .add("name", "x")
                    .build(),
            new Section.Lines("python", "Load it", List.of("import pandas as pd")));

    @Test
    void alignsColumnsForPeople() {
        assertEquals("""
                Types
                  event type       rows  result
                  a,"b"\\n     1,234,567  PASS
                  (null)              5  FAIL
                  事件

                  state peak  2 KiB
                  name        x

                Load it
                  import pandas as pd
                """, REPORT.render(Report.Format.TABLE, false, 80));
    }

    @Test
    void breaksSentences() {
        String text = Report.of(Section.facts("f", "")
                        .add("meaning", "one two three four five six seven")
                        .build())
                .render(Report.Format.TABLE, false, 20);

        assertEquals("  meaning  one two three four five six\n           seven\n", text);
    }

    @Test
    void coloursForTerminalsOnly() {
        assertTrue(REPORT.render(Report.Format.TABLE, true, 80).contains("\u001b[32mPASS\u001b[0m"));
        assertFalse(REPORT.render(Report.Format.JSON, true, 80).contains("\u001b"));
    }

    @Test
    void givesValuesAsJson() throws Exception {
        JsonNode json = new ObjectMapper().readTree(REPORT.render(Report.Format.JSON, false, 80));

        assertEquals("a,\"b\"\n", json.at("/types/0/event_type").textValue());
        assertEquals(1_234_567, json.at("/types/0/rows").longValue());
        assertTrue(json.at("/types/1/event_type").isNull());
        assertFalse(json.at("/types/1/result").booleanValue());
        assertEquals(2048, json.at("/run/state_peak").longValue());
        assertEquals("import pandas as pd", json.at("/python/0").textValue());
    }

    @Test
    void givesValuesAsCsv() {
        assertEquals("""
                event_type,rows,result
                "a,""b""
                ",1234567,true
                ,5,false
                事件,,

                name,value
                state_peak,2048
                name,x

                python
                import pandas as pd
                """, REPORT.render(Report.Format.CSV, false, 80));
    }
}
