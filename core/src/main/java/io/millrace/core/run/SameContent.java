package io.millrace.core.run;

import io.millrace.core.port.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files under different names that hold the same bytes.
 *
 * <p>Only files of equal size are looked into: of each its end, where a Parquet file has its footer, and samples over all of
 * it; where these are equal, all of it, as long as not too much is read.
 *
 * @param files at least two
 * @param everyByte whether all bytes were compared, not samples alone
 */
public record SameContent(List<String> files, boolean everyByte) {
    static final int TAIL_BYTES = 1 << 16;
    static final int SAMPLES = 16;
    static final int SAMPLE_BYTES = 1 << 12;

    /** The most that is read to compare every byte, of all files together. */
    static final long MOST_COMPARED = 1L << 30;

    public SameContent {
        files = List.copyOf(files);
    }

    /** All such groups of files. What is no readable file is left out: reading it will tell. */
    static List<SameContent> among(List<InputFile> files) {
        return among(files, MOST_COMPARED);
    }

    static List<SameContent> among(List<InputFile> files, long mostCompared) {
        Map<Long, List<Path>> bySize = new LinkedHashMap<>();
        for (InputFile file : files) {
            if (file.bytes() > 0) {
                paths(file)
                        .forEach(path -> bySize.computeIfAbsent(file.bytes(), size -> new ArrayList<>())
                                .add(path));
            }
        }
        List<SameContent> found = new ArrayList<>();
        long left = mostCompared;
        for (List<Path> alike : bySize.values()) {
            for (List<Path> sampled : bySamples(alike)) {
                long bytes = 2L * (sampled.size() - 1) * size(sampled.get(0));
                boolean everyByte = bytes <= left;
                left -= everyByte ? bytes : 0;
                for (List<Path> same : everyByte ? byContent(sampled) : List.of(sampled)) {
                    found.add(new SameContent(same.stream().map(Path::toString).toList(), everyByte));
                }
            }
        }
        return found;
    }

    private static List<Path> paths(InputFile file) {
        try {
            Path path = Path.of(file.name());
            return Files.isRegularFile(path) ? List.of(path) : List.of();
        } catch (InvalidPathException e) {
            return List.of();
        }
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            return 0;
        }
    }

    private static List<List<Path>> bySamples(List<Path> files) {
        if (files.size() < 2) {
            return List.of();
        }
        Map<String, List<Path>> groups = new LinkedHashMap<>();
        for (Path file : files) {
            groups.computeIfAbsent(samples(file), key -> new ArrayList<>()).add(file);
        }
        return groups.values().stream().filter(group -> group.size() > 1).toList();
    }

    /** A hash of the end and of samples; one of its own for a file that cannot be read. */
    private static String samples(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long size = channel.size();
            read(channel, Math.max(0, size - TAIL_BYTES), TAIL_BYTES, digest);
            for (int sample = 0; sample < SAMPLES; sample++) {
                read(channel, size / SAMPLES * sample, SAMPLE_BYTES, digest);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            return file.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void read(FileChannel channel, long from, int bytes, MessageDigest digest) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) >= 0) {
            // until it is full, or the file ends
        }
        digest.update(buffer.flip());
    }

    private static List<List<Path>> byContent(List<Path> files) {
        List<List<Path>> groups = new ArrayList<>();
        for (Path file : files) {
            groups.stream()
                    .filter(group -> isSame(group.get(0), file))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Path> group = new ArrayList<>();
                        groups.add(group);
                        return group;
                    })
                    .add(file);
        }
        return groups.stream().filter(group -> group.size() > 1).toList();
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.mismatch(one, other) < 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** In words, with what to do. */
    String describe() {
        String names = String.join(" and ", files);
        return (everyByte
                        ? names + " hold the same bytes"
                        : names + " are of equal size, and the same in all of the samples that were compared")
                + ": their events count more than once; leave all but one out, or remove duplicate events with"
                + " --deduplicate";
    }
}
