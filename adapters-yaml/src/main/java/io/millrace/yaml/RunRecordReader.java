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
import io.millrace.core.port.ReadOptions;
import io.millrace.core.run.FileFailure;
import io.millrace.core.run.Fingerprint;
import io.millrace.core.run.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /**
     * What a run read, and how.
     *
     * @param asOf the as-of times, ascending
     * @param files the names of the events' files, as they were named
     * @param fingerprints theirs, see {@link Fingerprint#sha256}; of those that are files of the file system
     * @param duplicates the columns by which duplicates were removed; empty where none were
     * @param missingColumns whether a file lacked a column, which was read as null
     * @param setAside whether rows were set aside: by the reader, or by validators
     * @param options how the files were read: types and CSV
     */
    public record Reading(
            List<Instant> asOf,
            List<String> files,
            Set<String> fingerprints,
            List<String> duplicates,
            boolean missingColumns,
            boolean setAside,
            ReadOptions options) {
        public Reading {
            asOf = List.copyOf(asOf);
            files = List.copyOf(files);
            fingerprints = Set.copyOf(fingerprints);
            duplicates = List.copyOf(duplicates);
        }
    }

    /**
     * @param record a file that {@link RunRecordWriter} wrote
     * @throws InputException where it is none
     */
    public static Reading reading(Path record) {
        JsonNode root = parse(record);
        List<String> files = new ArrayList<>();
        Set<String> fingerprints = new LinkedHashSet<>();
        boolean missing = false;
        for (JsonNode file : root.path("inputs").path("files")) {
            files.add(file.path("name").asText());
            Optional.ofNullable(file.path("fingerprint").textValue()).ifPresent(fingerprints::add);
            missing |= !file.path("missing_columns").isEmpty();
        }
        if (files.isEmpty()) {
            throw new InputException(record + " is no record of a run: it has no inputs.files");
        }
        JsonNode rows = root.path("rows");
        List<String> duplicates = new ArrayList<>();
        root.path("deduplicated_by").forEach(column -> duplicates.add(column.asText()));
        return new Reading(
                asOf(record, root),
                files,
                fingerprints,
                duplicates,
                missing,
                rows.path("quarantined").asLong() + rows.path("refused").asLong() > 0,
                options(record, root.path("inputs").path(CsvRecord.KEY)));
    }

    private static ReadOptions options(Path record, JsonNode csv) {
        try {
            return csv.isObject() ? CsvRecord.apply(csv, ReadOptions.DEFAULT) : ReadOptions.DEFAULT;
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    record + " is no record of a run: inputs." + CsvRecord.KEY + " has " + e.getMessage(), e);
        }
    }

    private static List<Instant> asOf(Path record, JsonNode root) {
        List<Instant> times = new ArrayList<>();
        try {
            root.path(AS_OF).forEach(time -> times.add(Instant.parse(time.asText())));
        } catch (DateTimeException e) {
            throw new InputException(noAsOf(record), e);
        }
        if (times.isEmpty()) {
            throw new InputException(noAsOf(record));
        }
        return times;
    }

    private static String noAsOf(Path record) {
        return record + " is no record of a run: it has no " + AS_OF;
    }

    /**
     * What the record tells of the run itself.
     *
     * @param record a file that {@link RunRecordWriter} wrote, in this version or one before
     * @throws InputException where it is none
     */
    public static RecordedRun run(Path record) {
        JsonNode root = parse(record);
        try {
            return RecordedRunReader.read(root);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new InputException(record + " is no record of a run: " + e.getMessage(), e);
        }
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
            throw new InputException(noAsOf(record), e);
        }
    }
}
