package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.yaml.RunRecordListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A small build in a folder of its own, where the matrix of the night before is to be replaced; and what may be found there
 * afterwards.
 */
final class DiskJob {
    private static final int MEDIANS = 70;

    private final Path root;
    private final Kind kind;
    private final Path matrix;
    private byte[] oldMatrix = {};
    private byte[] oldRecord = {};
    private byte[] newMatrix = {};

    /** What a build does. */
    enum Kind {
        /** Reads Parquet and a roster, writes Parquet. */
        PLAIN("parquet"),

        /** Reads CSV, sets rows aside, writes CSV. */
        ASIDE("csv"),

        /** Has more state than memory, writes Arrow. */
        SPILLED("arrow");

        private final String ending;

        Kind(String ending) {
            this.ending = ending;
        }
    }

    /** What a folder holds after a run that ended somehow. */
    enum State {
        /** The matrix of the night before, with its record. */
        OLD,

        /** The new one, with its record. */
        NEW,

        /** The one of the night before, and a record that tells of another. */
        TOLD
    }

    DiskJob(Path root, Kind kind) {
        this.root = root;
        this.kind = kind;
        this.matrix = root.resolve("out").resolve("m." + kind.ending);
    }

    Path root() {
        return root;
    }

    Path matrix() {
        return matrix;
    }

    /** Writes the input and both matrices, and leaves that of the night before. */
    void prepare() throws IOException {
        for (String folder : List.of("out", "spill", "events", "tmp")) {
            Files.createDirectories(root.resolve(folder));
        }
        writeInput();
        run("2024-10-02");
        oldMatrix = Files.readAllBytes(matrix);
        oldRecord = Files.readAllBytes(record());
        run("2024-10-03");
        newMatrix = Files.readAllBytes(matrix);
        if (kind == Kind.SPILLED) {
            long spilled = parsed().at("/spilled/bytes").asLong();
            assertEquals(true, spilled > 0, "nothing is spilled");
        }
        // So that another process knows them.
        Files.createDirectories(root.resolve("known"));
        Files.write(known("old"), oldMatrix);
        Files.write(known("record"), oldRecord);
        Files.write(known("new"), newMatrix);
        reset();
    }

    /** As it was prepared by another process. */
    DiskJob prepared() throws IOException {
        oldMatrix = Files.readAllBytes(known("old"));
        oldRecord = Files.readAllBytes(known("record"));
        newMatrix = Files.readAllBytes(known("new"));
        return this;
    }

    private Path known(String name) {
        return root.resolve("known").resolve(name);
    }

    private void writeInput() throws IOException {
        Path events = root.resolve("events");
        Files.writeString(root.resolve("roster.csv"), "user_id\n1\n2\n3\n70000\n");
        if (kind == Kind.PLAIN) {
            InProcess.done(
                    "generate", events.toString(), "--subscribers", "60", "--days", "2", "--seed", "7", "--quiet");
            return;
        }
        Random random = new Random(5);
        for (int day = 1; day <= 2; day++) {
            StringBuilder csv = new StringBuilder("user_id,timestamp,amount\n");
            for (int i = 0; i < (kind == Kind.SPILLED ? 20_000 : 300); i++) {
                csv.append(String.format(
                        Locale.ROOT,
                        "%s,2024-10-0%dT%02d:%02d:%02d,%d\n",
                        kind == Kind.ASIDE && i % 100 == 7 ? "x" : random.nextInt(2000),
                        day,
                        i / 900 % 24,
                        i / 60 % 60,
                        i % 60,
                        random.nextInt(100)));
            }
            Files.writeString(events.resolve("day" + day + ".csv"), csv);
        }
        Files.writeString(root.resolve("set.yaml"), features());
    }

    private String features() {
        StringBuilder yaml = new StringBuilder("feature_set: s\nentity: user_id\ntime: timestamp\nwindow: 2d\n"
                + "columns:\n  user_id: bigint\n  amount: bigint\n");
        List<String> medians = new ArrayList<>();
        if (kind == Kind.SPILLED) {
            yaml.append("let:\n");
            for (int i = 0; i < MEDIANS; i++) {
                yaml.append("  m")
                        .append(i)
                        .append(": median(amount + ")
                        .append(i)
                        .append(")\n");
                medians.add("m" + i);
            }
        }
        yaml.append("features:\n  events: count(*)\n  spent: sum(amount)\n");
        return medians.isEmpty()
                ? yaml.toString()
                : yaml.append("  medians: ")
                        .append(String.join(" + ", medians))
                        .append('\n')
                        .toString();
    }

    /** What the build is called with. */
    String[] arguments(String asOf) {
        List<String> arguments =
                new ArrayList<>(List.of("build", root.resolve("events").toString()));
        arguments.addAll(
                kind == Kind.PLAIN
                        ? List.of(
                                "--features",
                                "streamflow-churn",
                                "--roster",
                                root.resolve("events/roster.csv").toString())
                        : List.of("--features", root.resolve("set.yaml").toString()));
        if (kind == Kind.ASIDE) {
            arguments.addAll(List.of("--quarantine", root.resolve("aside").toString()));
        }
        arguments.addAll(List.of("--as-of", asOf, "--window", "2d", "--out", matrix.toString(), "--quiet", "--debug"));
        arguments.addAll(List.of("--spill-dir", root.resolve("spill").toString()));
        arguments.addAll(
                List.of("--batch-rows", "4096", "--threads", "1", "--memory", kind == Kind.SPILLED ? "332m" : "1g"));
        return arguments.toArray(String[]::new);
    }

    /** Builds the new matrix. */
    Outcome run() {
        return InProcess.runOnce(arguments("2024-10-03"));
    }

    private void run(String asOf) {
        Outcome outcome = InProcess.runOnce(arguments(asOf));
        assertEquals(0, outcome.code(), outcome.err());
    }

    /** Takes everything away but the matrix of the night before. */
    void reset() throws IOException {
        for (String folder : List.of("out", "spill", "aside", "tmp")) {
            delete(root.resolve(folder), false);
        }
        Files.write(matrix, oldMatrix);
        Files.write(record(), oldRecord);
    }

    static void delete(Path folder, boolean itself) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (itself || !path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private Path record() {
        return RunRecordListener.pathFor(matrix);
    }

    private JsonNode parsed() throws IOException {
        return new ObjectMapper().readTree(Files.readString(record()));
    }

    /**
     * What matrix and record are.
     *
     * @throws AssertionError where they are nothing that may ever be found
     */
    State state() throws IOException {
        byte[] now = Files.readAllBytes(matrix);
        String recorded = parsed().at("/output/sha256").asText();
        if (Arrays.equals(now, newMatrix)) {
            assertEquals(sha256(newMatrix), recorded, "the record of the new matrix");
            return State.NEW;
        }
        assertEquals(true, Arrays.equals(now, oldMatrix), "the matrix is neither the old nor the new one");
        if (Arrays.equals(Files.readAllBytes(record()), oldRecord)) {
            return State.OLD;
        }
        assertEquals(sha256(newMatrix), recorded, "a record beside the old matrix");
        return State.TOLD;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** All files and folders that a run has left, by their names. */
    List<String> left() throws IOException {
        TreeSet<String> left = new TreeSet<>();
        for (String folder : List.of("out", "spill", "aside", "tmp")) {
            Path path = root.resolve(folder);
            if (Files.exists(path)) {
                try (Stream<Path> all = Files.walk(path)) {
                    all.filter(file -> !file.equals(path))
                            .map(file -> root.relativize(file).toString())
                            .forEach(left::add);
                }
            }
        }
        left.removeAll(List.of("out/" + matrix.getFileName(), "out/" + record().getFileName()));
        return List.copyOf(left);
    }

    /** What should not be there, but for what was set aside. */
    List<String> leftBehind() throws IOException {
        return left().stream()
                .filter(name -> !name.equals("aside/bad-rows.csv"))
                .toList();
    }

    /** What a file is, without what differs from run to run. */
    static String kind(Path root, Path path) {
        Path below = root.relativize(path.toAbsolutePath());
        if (below.startsWith("spill")) {
            return "spill";
        }
        return String.valueOf(below.getParent() == null ? below : below.getParent()) + "/"
                + String.valueOf(below.getFileName()).replaceAll("\\.[0-9a-z]+\\.millrace$", ".*");
    }
}
