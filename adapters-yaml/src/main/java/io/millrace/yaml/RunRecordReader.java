package io.millrace.yaml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.Window;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;

/** Reads from the record of a run what its matrix was built by. */
public final class RunRecordReader {
    static final String DEFINITION = "definition";

    private RunRecordReader() {}

    /**
     * What a matrix was built by.
     *
     * @param features the feature set, with the run's window
     * @param window the event times that were used
     */
    public record Origin(FeatureSet features, Window window) {}

    /**
     * @param record a file that {@link RunRecordWriter} wrote
     * @throws InputException where it is none
     */
    public static Origin read(Path record) {
        JsonNode root = parse(record);
        String definition = root.path("feature_set").path(DEFINITION).asText("");
        if (definition.isEmpty()) {
            throw new InputException(record + " is no record of a run: it has no feature_set." + DEFINITION);
        }
        return new Origin(FeatureSetReader.read(record + " (" + DEFINITION + ")", definition), window(record, root));
    }

    private static JsonNode parse(Path record) {
        try {
            return new ObjectMapper().readTree(Files.readString(record));
        } catch (JsonProcessingException e) {
            throw new InputException(record + " is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new InputException("cannot read " + record + ": " + e.getMessage(), e);
        }
    }

    private static Window window(Path record, JsonNode root) {
        try {
            Instant start = Instant.parse(root.path("window").path("start").asText());
            Instant asOf = Instant.parse(root.path("window").path("as_of").asText());
            return Window.before(asOf, Duration.between(start, asOf));
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw new InputException(record + " is no record of a run: it has no window", e);
        }
    }
}
