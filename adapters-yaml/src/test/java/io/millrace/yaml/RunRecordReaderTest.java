package io.millrace.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.plan.Window;
import io.millrace.core.run.DefinitionException;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
}
