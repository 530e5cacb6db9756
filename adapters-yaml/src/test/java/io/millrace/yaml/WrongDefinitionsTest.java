package io.millrace.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.Binder;
import io.millrace.core.run.DefinitionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A table of wrong definitions, each with all that is said about it: a file per row, the definition above a line and the
 * message below it. Definitions whose name begins with {@code json} are in JSON.
 */
class WrongDefinitionsTest {
    private static final String LINE = "--- gives\n";
    private static final Path TABLE = Path.of(
            System.getProperty("millrace.root", ".."),
            "adapters-yaml/src/test/resources/io/millrace/yaml/wrong-definitions");
    private static final Schema EVENTS = Schema.of(
            Field.nullable("user_id", DataType.INT64),
            Field.nullable("timestamp", DataType.TIMESTAMP),
            Field.nullable("event_type", DataType.TEXT),
            Field.nullable("device_type", DataType.TEXT),
            Field.nullable("duration_seconds", DataType.FLOAT64),
            Field.nullable("revenue", DataType.decimal(10, 2)),
            Field.nullable("rate", DataType.decimal(9, 8)),
            Field.nullable("premium", DataType.BOOLEAN));

    @ParameterizedTest
    @MethodSource("rows")
    void tellsWhatIsWrongWhereAndWhatToDo(String row) throws IOException {
        String text = Files.readString(TABLE.resolve(row));
        int line = text.indexOf(LINE);
        String definition = text.substring(0, line);
        String file = row.startsWith("json") ? "wrong.json" : "wrong.yaml";
        DefinitionException refused = assertThrows(DefinitionException.class, () -> bind(file, definition));
        assertEquals(text.substring(line + LINE.length()), refused.getMessage() + "\n");
    }

    private static void bind(String file, String definition) {
        FeatureSet set = FeatureSetReader.read(file, definition);
        Binder.bind(set, EVENTS, Instant.parse("2024-10-31T00:00:00Z"));
    }

    @Test
    void holdsFiftyAndMore() {
        assertTrue(rows().size() >= 50, "rows: " + rows().size());
    }

    static List<String> rows() {
        try (Stream<Path> files = Files.list(TABLE)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
