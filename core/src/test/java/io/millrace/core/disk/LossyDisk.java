package io.millrace.core.disk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * One folder of a disk that promises no more than it must: of what was not flushed, a crash may leave any part. Writes are lost, or
 * cut off at a sector, or only lengthen their file; of the changes of names any may be lost, or all after one.
 */
public final class LossyDisk {
    private static final int SECTOR = 512;

    private final boolean flushes;
    private final Map<Integer, FileContent> contents = new HashMap<>();
    private final Map<String, Integer> names = new TreeMap<>();
    private final Map<String, Integer> flushedNames = new TreeMap<>();
    private final Map<Integer, Integer> sameAs = new HashMap<>();
    private final List<NameChange> pendingNames = new ArrayList<>();

    private interface NameChange {
        void apply(Map<String, Integer> names);
    }

    private record Written(int position, byte[] bytes) {}

    private static final class FileContent {
        private byte[] flushed = {};
        private final List<Written> pending = new ArrayList<>();
    }

    /**
     * @param content what is there for good, by name
     * @param flushes whether a flush does anything; without, everything may be lost
     */
    public LossyDisk(Map<String, byte[]> content, boolean flushes) {
        this.flushes = flushes;
        int file = 0;
        for (Map.Entry<String, byte[]> entry : content.entrySet()) {
            FileContent there = new FileContent();
            there.flushed = entry.getValue();
            contents.put(--file, there);
            names.put(entry.getKey(), file);
        }
        flushedNames.putAll(names);
    }

    void open(String name, int file) {
        Integer there = names.get(name);
        if (there != null) {
            sameAs.put(file, there);
            return;
        }
        contents.put(file, new FileContent());
        change(now -> now.put(name, file));
    }

    private FileContent content(int file) {
        return contents.get(sameAs.getOrDefault(file, file));
    }

    void write(int file, int position, byte[] bytes) {
        content(file).pending.add(new Written(position, bytes));
    }

    void flush(int file) {
        if (flushes) {
            FileContent content = content(file);
            content.pending.forEach(
                    written -> content.flushed = applied(content.flushed, written, written.bytes.length));
            content.pending.clear();
        }
    }

    void flushNames() {
        if (flushes) {
            pendingNames.clear();
            flushedNames.clear();
            flushedNames.putAll(names);
        }
    }

    void rename(String from, String to) {
        change(now -> {
            Integer file = now.remove(from);
            if (file != null) {
                now.put(to, file);
            }
        });
    }

    void delete(String name) {
        change(now -> now.remove(name));
    }

    private void change(NameChange change) {
        change.apply(names);
        pendingNames.add(change);
    }

    /** What is found after a crash now, by name. */
    public Map<String, byte[]> crash(Random random) {
        Map<String, Integer> found = new TreeMap<>(flushedNames);
        boolean ordered = random.nextBoolean();
        int kept = random.nextInt(pendingNames.size() + 1);
        for (int i = 0; i < pendingNames.size(); i++) {
            if (ordered ? i < kept : random.nextBoolean()) {
                pendingNames.get(i).apply(found);
            }
        }
        Map<String, byte[]> files = new TreeMap<>();
        found.forEach((name, file) -> files.put(name, crashed(content(file), random)));
        return files;
    }

    private static byte[] crashed(FileContent content, Random random) {
        byte[] bytes = content.flushed;
        int luck = random.nextInt(4);
        for (Written written : content.pending) {
            boolean whole = luck == 1 || luck > 1 && random.nextBoolean();
            boolean longer = luck == 3 && random.nextBoolean();
            if (whole) {
                bytes = applied(bytes, written, written.bytes.length);
            } else if (luck > 1 && random.nextBoolean()) {
                int sectors = written.bytes.length / SECTOR + 1;
                bytes = applied(bytes, written, Math.min(written.bytes.length, random.nextInt(sectors) * SECTOR));
            }
            if (longer) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length, written.position + written.bytes.length));
            }
        }
        return bytes;
    }

    private static byte[] applied(byte[] before, Written written, int length) {
        byte[] after = Arrays.copyOf(before, Math.max(before.length, written.position + length));
        System.arraycopy(written.bytes, 0, after, written.position, length);
        return after;
    }
}
