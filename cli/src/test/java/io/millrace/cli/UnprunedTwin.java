package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.yaml.RunRecordListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The same build without skipping what no window needs.
 *
 * @param arguments of the build
 * @param matrix that it has written
 */
record UnprunedTwin(List<String> arguments, Path matrix) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty where a command builds nothing or tells its options, skips nothing by its options, or sets rows aside. */
    static Optional<UnprunedTwin> of(String... arguments) {
        List<String> all = List.of(arguments);
        int out = all.indexOf("--out");
        if (out < 0
                || !all.get(0).equals("build")
                || all.contains("--help")
                || all.contains("--no-pruning")
                || all.contains("--quarantine")) {
            return Optional.empty();
        }
        return Optional.of(new UnprunedTwin(all, Path.of(all.get(out + 1))));
    }

    void mustBeTheSame() {
        Path folder = matrix.toAbsolutePath().resolveSibling(matrix.getFileName() + ".unpruned");
        Path twin = folder.resolve(matrix.getFileName());
        try {
            Files.createDirectory(folder);
            Outcome outcome = InProcess.runOnce(arguments(twin));
            assertEquals(0, outcome.code(), outcome.err());
            assertEquals(-1, Files.mismatch(matrix, twin), "without pruning " + matrix + " differs: " + arguments);
            assertEquals(rows(matrix), rows(twin), "the accounting without pruning: " + arguments);
            Files.delete(twin);
            Files.delete(RunRecordListener.pathFor(twin));
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String[] arguments(Path twin) {
        List<String> unpruned = new ArrayList<>(arguments);
        unpruned.set(arguments.indexOf("--out") + 1, twin.toString());
        unpruned.add("--no-pruning");
        return unpruned.toArray(String[]::new);
    }

    private static JsonNode rows(Path matrix) throws IOException {
        return JSON.readTree(RunRecordListener.pathFor(matrix).toFile()).at("/rows");
    }
}
