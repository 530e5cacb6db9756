package io.millrace.engine.arrow;

import org.apache.arrow.memory.util.MemoryUtil;

/** An encoded event in memory, told by its address: how long it is and its key are (4 bytes each), then its bytes. */
final class HeldEvent {
    static final int HEADER = 2 * Integer.BYTES;

    private HeldEvent() {}

    /** The bytes that an event takes in memory, so that the next begins at a multiple of 8. */
    static long bytesOf(int size) {
        return HEADER + ((long) size + Long.BYTES - 1 & -Long.BYTES);
    }

    static void put(long address, byte[] bytes, int size, int keySize) {
        putSizes(address, size, keySize);
        MemoryUtil.copyToMemory(bytes, 0, address + HEADER, size);
    }

    static void putSizes(long address, int size, int keySize) {
        MemoryUtil.putInt(address, size);
        MemoryUtil.putInt(address + Integer.BYTES, keySize);
    }

    static int size(long address) {
        return MemoryUtil.getInt(address);
    }

    static int keySize(long address) {
        return MemoryUtil.getInt(address + Integer.BYTES);
    }

    /** The hash, to be compared as an unsigned number. */
    static long hash(long address) {
        return Long.reverseBytes(MemoryUtil.getLong(address + HEADER));
    }

    /** The place of the event's file among all names in order. */
    static int file(long address) {
        return Integer.reverseBytes(MemoryUtil.getInt(address + HEADER + size(address) - Integer.BYTES));
    }

    static int compare(long left, long right) {
        return compare(left, size(left), right, size(right));
    }

    /** Whether two events are equal in the columns that are compared. */
    static boolean isDuplicate(long left, long right) {
        return keySize(left) == keySize(right) && compare(left, keySize(left), right, keySize(right)) == 0;
    }

    private static int compare(long left, int leftSize, long right, int rightSize) {
        int common = Math.min(leftSize, rightSize);
        int at = 0;
        for (; at <= common - Long.BYTES; at += Long.BYTES) {
            long one = MemoryUtil.getLong(left + HEADER + at);
            long other = MemoryUtil.getLong(right + HEADER + at);
            if (one != other) {
                return Long.compareUnsigned(Long.reverseBytes(one), Long.reverseBytes(other));
            }
        }
        for (; at < common; at++) {
            int one = MemoryUtil.getByte(left + HEADER + at) & 0xff;
            int other = MemoryUtil.getByte(right + HEADER + at) & 0xff;
            if (one != other) {
                return one - other;
            }
        }
        return leftSize - rightSize;
    }
}
