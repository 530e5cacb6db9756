package io.millrace.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.plan.Window;
import io.millrace.core.run.DayRange;
import io.millrace.core.run.DefinitionException;
import io.millrace.core.run.Fate;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecordReaderTest {
    private static final FeatureSet SET = StreamflowChurn.featureSet();
    private static final Instant AS_OF = Instant.parse("2024-10-31T00:00:00Z");

    @TempDir
    Path folder;

    private Path write(String definition, String asOf) throws IOException {
        ObjectNode record = new ObjectMapper().createObjectNode();
        record.putObject("feature_set").put("definition", definition);
        record.putArray("as_of").add("2024-10-01T00:00:00Z").add(asOf);
        return Files.writeString(folder.resolve("m.run.json"), record.toString());
    }

    @Test
    void findsWhatTheMatrixWasBuiltBy() throws IOException {
        Path record = write(FeatureSetWriter.write(SET), AS_OF.toString());

        RunRecordReader.Origin origin = RunRecordReader.read(record);

        assertEquals(SET, origin.features());
        assertEquals(Window.before(AS_OF, Duration.ofDays(30)), origin.window());
    }

    @Test
    void refusesWhatIsNoRecord() throws IOException {
        assertMessage("no record of a run", write("", "2024-10-01T00:00:00Z"));
        assertMessage("it has no as_of", write(FeatureSetWriter.write(SET), "yesterday"));
        assertMessage("no JSON", Files.writeString(folder.resolve("text.json"), "not {json"));
        assertMessage("cannot read", folder.resolve("missing.json"));
    }

    @Test
    void refusesRecordsThatTakeMoreThanTheyMay() throws IOException {
        Path large = folder.resolve("large.json");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength((64L << 20) + 1);
        }
        assertMessage("asks for too much: it has more than 67108864 bytes", large);
        String deep = "{\"a\":".repeat(51) + "1" + "}".repeat(51);
        assertMessage("asks for too much", Files.writeString(folder.resolve("deep.json"), deep));
        assertMessage("asks for too much", Files.writeString(folder.resolve("deeper.json"), "[".repeat(1 << 20)));
        String number = "{\"a\": " + "9".repeat(1 << 20) + "}";
        assertMessage("asks for too much", Files.writeString(folder.resolve("number.json"), number));
        String definition = "x".repeat((1 << 20) + 1);
        Path text = write(definition, AS_OF.toString());
        assertThrows(DefinitionException.class, () -> RunRecordReader.read(text));
    }

    private static void assertMessage(String words, Path record) {
        InputException refused = assertThrows(InputException.class, () -> RunRecordReader.read(record));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
        assertTrue(refused.getMessage().contains(record.toString()), refused.getMessage());
    }

    @Test
    void tellsOfTheRun() throws IOException {
        Path record = Files.writeString(folder.resolve("whole.json"), RunRecordWriterTest.printed());

        RecordedRun run = RunRecordReader.run(record);

        JsonNode json = new ObjectMapper().readTree(RunRecordWriterTest.printed());
        assertEquals(json.at("/feature_set/definition").asText(), run.definition());
        assertEquals(json.at("/rows/read").asLong(), run.read());
        assertEquals(json.at("/rows/used").asLong(), run.rows().get(Fate.USED));
        assertEquals(json.at("/inputs/files").size(), run.files().size());
        assertEquals(
                json.at("/inputs/files/0/rows/read").asLong(),
                run.files().get(0).read());
        assertEquals(List.of(new DayRange(LocalDate.of(2024, 10, 3), LocalDate.of(2024, 10, 5))), run.missingDays());
        assertEquals(Optional.of(LocalDate.of(2024, 10, 1)), run.firstDay());
        assertEquals(List.of(3L, 0L, 6L), run.usedByDay());
        assertEquals(Map.of("b", 7L), run.usedByValue().get(0).values());
        assertEquals(2, run.usedByValue().get(0).nulls());
        assertEquals(OptionalLong.of(9), run.unlisted().get(0).events());
        assertEquals(json.at("/seconds/total").asDouble(), run.seconds().get("total"));
        assertEquals(json.at("/memory/budget_bytes").asLong(), run.memory().get("budget_bytes"));
        assertEquals(
                json.at("/memory/process_peak_bytes").isNull(), !run.memory().containsKey("process_peak_bytes"));
        assertEquals(Optional.empty(), run.latest());
    }

    @Test
    void takesARecordThatTellsLess() throws IOException {
        RecordedRun run = RunRecordReader.run(write(FeatureSetWriter.write(SET), AS_OF.toString()));

        assertEquals(AS_OF, run.asOf().get(1));
        assertEquals(List.of(), run.command());
        assertEquals(Optional.empty(), run.firstDay());
        assertEquals(0, run.read());
    }

    @Test
    void refusesARecordWhoseTimesAreNone() throws IOException {
        for (String wrong : List.of(
                "{\"missing_days\": [{\"first\": \"2024-10-05\", \"last\": \"soon\"}]}",
                "{\"missing_days\": [{\"first\": \"2024-10-05\", \"last\": \"2024-10-04\"}]}",
                "{\"used_by_day\": {\"first\": \"+999999999-12-31\", \"events\": [1, 2]}}",
                "{\"event_times\": {\"earliest\": \"dawn\"}}")) {
            Path record = Files.writeString(folder.resolve("times.json"), wrong);
            String message = assertThrows(InputException.class, () -> RunRecordReader.run(record))
                    .getMessage();
            assertTrue(message.contains("times.json is no record of a run"), message);
        }
    }
}
