package io.millrace.core.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gives equal byte strings equal codes: what a reader uses whose file has no dictionary of its own.
 *
 * <p>The dictionary only grows, so that its codes stay known from batch to batch, until it is larger than a reader
 * wants to keep: {@link #startBatch} then begins a new one. Not for use by several threads.
 */
public final class DictionaryEncoder {
    private static final int MOST_ENTRIES = 1 << 16;
    private static final int MOST_BYTES = 1 << 22;
    private static final long FACTOR = 0x9e37_79b9_7f4a_7c15L;
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final Dictionary dictionary = new Dictionary(true);
    private int[] slots = new int[256];
    private int[] hashes = new int[256];

    public Dictionary dictionary() {
        return dictionary;
    }

    /** Forgets all entries where there are too many of them; call between batches only. */
    public void startBatch() {
        if (dictionary.size() > MOST_ENTRIES || dictionary.byteCount() > MOST_BYTES) {
            dictionary.clear();
            slots = new int[256];
            hashes = new int[256];
        }
    }

    public int encode(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return encode(utf8, 0, utf8.length);
    }

    /** The code of the bytes; a new one where they were not seen before. */
    public int encode(byte[] source, int from, int length) {
        int hash = hash(source, from, length);
        int slot = slot(hash, source, from, length);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        int code = dictionary.append(source, from, length);
        slots[slot] = code + 1;
        hashes[slot] = hash;
        if (dictionary.size() * 2 > slots.length) {
            rehash();
        }
        return code;
    }

    /** The code of the bytes; -1 where they were not seen before. */
    public int find(byte[] source, int from, int length) {
        return slots[slot(hash(source, from, length), source, from, length)] - 1;
    }

    /** Where the bytes are, or would be. */
    private int slot(int hash, byte[] source, int from, int length) {
        int mask = slots.length - 1;
        int slot = hash & mask;
        while (slots[slot] != 0 && !(hashes[slot] == hash && equal(slots[slot] - 1, source, from, length))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean equal(int code, byte[] source, int from, int length) {
        int offset = dictionary.offset(code);
        return Arrays.equals(dictionary.bytes(), offset, offset + dictionary.length(code), source, from, from + length);
    }

    private void rehash() {
        int[] oldSlots = slots;
        int[] oldHashes = hashes;
        slots = new int[oldSlots.length * 4];
        hashes = new int[slots.length];
        int mask = slots.length - 1;
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != 0) {
                int slot = oldHashes[i] & mask;
                while (slots[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                slots[slot] = oldSlots[i];
                hashes[slot] = oldHashes[i];
            }
        }
    }

    /** Eight bytes at a time; the last ones again where they are no whole word. */
    private static int hash(byte[] source, int from, int length) {
        long hash = length * FACTOR;
        int last = from + length - Long.BYTES;
        for (int i = from; i < last; i += Long.BYTES) {
            hash = mixed(hash, (long) WORDS.get(source, i));
        }
        hash = mixed(hash, last >= from ? (long) WORDS.get(source, last) : shortWord(source, from, length));
        return (int) (hash ^ hash >>> 29);
    }

    private static long mixed(long hash, long word) {
        long mixed = (hash ^ word) * FACTOR;
        return mixed ^ mixed >>> 32;
    }

    /** Fewer than eight bytes, different for different ones. */
    private static long shortWord(byte[] source, int from, int length) {
        if (length >= Integer.BYTES) {
            int first = (int) INTS.get(source, from);
            int last = (int) INTS.get(source, from + length - Integer.BYTES);
            return first & 0xffff_ffffL | (long) last << 32;
        }
        long word = 0;
        for (int i = from; i < from + length; i++) {
            word = word << 8 | source[i] & 0xff;
        }
        return word;
    }
}
