package io.millrace.core.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Byte strings with codes from 0 up.
 *
 * <p>What is known about an entry (does it pass a filter, which group is it) can be kept from batch to batch under the
 * dictionary's {@link #id}: as long as the id is the same, a code means the same bytes. A dictionary may grow under one
 * id; {@link #clear} gives it a new one. Ids are unique within the process.
 */
public final class Dictionary {
    private static final int MOST_KEPT = 1 << 22;

    private static final AtomicLong IDS = new AtomicLong();

    private final boolean distinct;
    private long id = IDS.incrementAndGet();
    private byte[] bytes = new byte[256];
    private int[] offsets = new int[17];
    private int size;

    /**
     * An empty dictionary.
     *
     * @param distinct whether the one who fills it promises that no two entries are equal
     */
    public Dictionary(boolean distinct) {
        this.distinct = distinct;
    }

    /** A dictionary of those entries, which must differ from each other. */
    public static Dictionary of(String... entries) {
        Dictionary dictionary = new Dictionary(true);
        for (String entry : entries) {
            byte[] utf8 = entry.getBytes(StandardCharsets.UTF_8);
            dictionary.append(utf8, 0, utf8.length);
        }
        return dictionary;
    }

    /** Whether no two entries are equal; where false, nothing is gained by remembering an entry. */
    public boolean isDistinct() {
        return distinct;
    }

    /** Changes whenever a code may mean something else than before. */
    public long id() {
        return id;
    }

    /** The number of entries. */
    public int size() {
        return size;
    }

    /** The bytes of all entries, one after the other; entry {@code c} is at {@code offset(c)}, {@code length(c)} long. */
    public byte[] bytes() {
        return bytes;
    }

    public int offset(int code) {
        return offsets[code];
    }

    public int length(int code) {
        return offsets[code + 1] - offsets[code];
    }

    /** The number of bytes of all entries. */
    public int byteCount() {
        return offsets[size];
    }

    public String text(int code) {
        return new String(bytes, offsets[code], length(code), StandardCharsets.UTF_8);
    }

    /** Adds an entry and returns its code. */
    public int append(byte[] source, int from, int length) {
        int end = Math.addExact(offsets[size], length);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, grown(bytes.length, end));
        }
        if (size + 2 > offsets.length) {
            offsets = Arrays.copyOf(offsets, grown(offsets.length, size + 2));
        }
        System.arraycopy(source, from, bytes, offsets[size], length);
        offsets[size + 1] = end;
        return size++;
    }

    /** Removes all entries and takes a new id. Much memory, as few long entries take, is not kept. */
    public void clear() {
        size = 0;
        if (bytes.length > MOST_KEPT) {
            bytes = new byte[0];
        }
        id = IDS.incrementAndGet();
    }

    private static int grown(int now, int needed) {
        long doubled = Math.min(2L * now, Integer.MAX_VALUE - 8);
        return (int) Math.max(doubled, needed);
    }
}
