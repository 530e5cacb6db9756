package io.millrace.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.core.event.DataType;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Types;
import io.millrace.core.plan.Window;
import io.millrace.core.run.FileFailure;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads from the record of a run what its matrix was built by. */
public final class RunRecordReader {
    static final String DEFINITION = "definition";
    static final String AS_OF = "as_of";
    static final String OUTPUT = "output";

    /** A record has some hundred bytes for each column of its matrix and for each file that was read. */
    private static final int MOST_BYTES = 64 << 20;

    private static final int DEEPEST = 50;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxStringLength(MOST_BYTES)
                    .build())
            .build();

    private RunRecordReader() {}

    /**
     * What a matrix was built by.
     *
     * @param features the feature set, with the run's window
     * @param window the set's window as of the run's last as-of time
     * @param types the types of the matrix's columns
     */
    public record Origin(FeatureSet features, Window window, Map<String, DataType> types) {
        public Origin {
            types = Map.copyOf(types);
        }
    }

    /**
     * @param record a file that {@link RunRecordWriter} wrote
     * @throws InputException where it is none, or larger than 64 MiB or nested deeper than 50
     */
    public static Origin read(Path record) {
        JsonNode root = parse(record);
        String definition = root.path("feature_set").path(DEFINITION).asText("");
        if (definition.isEmpty()) {
            throw new InputException(record + " is no record of a run: it has no feature_set." + DEFINITION);
        }
        FeatureSet set = FeatureSetReader.read(record + " (" + DEFINITION + ")", definition);
        return new Origin(set, window(record, root, set), types(root));
    }

    /**
     * The file that a run wrote.
     *
     * @param rows of the matrix
     * @param bytes its size
     * @param sha256 the SHA-256 of its content, in hexadecimal digits
     */
    public record Output(long rows, long bytes, String sha256) {}

    /**
     * Empty where the record tells of no file.
     *
     * @param record a file that {@link RunRecordWriter} wrote
     * @throws InputException where it is none
     */
    public static Optional<Output> output(Path record) {
        JsonNode output = parse(record).path(OUTPUT);
        return output.isObject()
                ? Optional.of(new Output(
                        output.path("rows").asLong(),
                        output.path("bytes").asLong(),
                        output.path("sha256").asText()))
                : Optional.empty();
    }

    private static Map<String, DataType> types(JsonNode root) {
        Map<String, DataType> types = new HashMap<>();
        for (JsonNode column : root.path("profile")) {
            Types.find(column.path("type").asText())
                    .ifPresent(type -> types.put(column.path("column").asText(), type));
        }
        return types;
    }

    private static JsonNode parse(Path record) {
        try (InputStream in = Files.newInputStream(record)) {
            byte[] text = in.readNBytes(MOST_BYTES + 1);
            if (text.length > MOST_BYTES) {
                throw new InputException(record + " asks for too much: it has more than " + MOST_BYTES
                        + " bytes, and the limit of a record of a run is " + MOST_BYTES);
            }
            return new ObjectMapper(FACTORY).readTree(text);
        } catch (StreamConstraintsException e) {
            throw new InputException(record + " asks for too much: " + e.getOriginalMessage(), e);
        } catch (JsonProcessingException e) {
            throw new InputException(record + " is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new InputException("cannot read " + record + ": " + FileFailure.reason(e), e);
        }
    }

    private static Window window(Path record, JsonNode root, FeatureSet set) {
        JsonNode times = root.path(AS_OF);
        try {
            return Window.before(Instant.parse(times.path(times.size() - 1).asText()), set.window());
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw new InputException(record + " is no record of a run: it has no " + AS_OF, e);
        }
    }
}
