package io.millrace.parquet.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Takes Snappy blocks apart. Columns of numbers become short literals and short copies in turn, so what counts is that
 * these are moved without branches: as 16 bytes, however few of them are meant, as long as the arrays go on for that.
 */
final class SnappyBlocks implements Codec.PageDecompressor {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN)
            .withInvokeExactBehavior();
    private static final int SHORT = 16;
    /** What an element with its length, offset and short literal takes at most, and what it may be moved as. */
    private static final int ROOM_IN = 5 + SHORT;

    private static final int ROOM_OUT = 64 + SHORT;

    /** For the tag of a copy: its length, the bits of its offset that the tag has, and how many bytes follow. */
    private static final int[] COPIES = copies();

    private static int[] copies() {
        int[] copies = new int[256];
        for (int tag = 0; tag < copies.length; tag++) {
            copies[tag] = switch (tag & 3) {
                case 0 -> 0;
                case 1 -> (tag >>> 2 & 7) + 4 | (tag >>> 5) << 16 | 1 << 24;
                case 2 -> (tag >>> 2) + 1 | 2 << 24;
                default -> (tag >>> 2) + 1 | 4 << 24;
            };
        }
        return copies;
    }

    @Override
    public int decompress(byte[] from, int position, int length, byte[] to, int size) {
        int end = position + length;
        int next = position;
        int claimed = 0;
        byte head;
        int shift = 0;
        do {
            if (next >= end || shift > 28) {
                throw new Damage("its length is cut off");
            }
            head = from[next++];
            claimed |= (head & 0x7f) << shift;
            shift += 7;
        } while (head < 0);
        if (claimed != size) {
            return -1;
        }
        return elements(from, next, end, to, size);
    }

    private static int elements(byte[] from, int start, int end, byte[] to, int size) {
        int next = start;
        int at = 0;
        int lastIn = end - ROOM_IN;
        int lastOut = size - ROOM_OUT;
        while (next < lastIn && at < lastOut) {
            int tag = from[next++] & 0xff;
            if ((tag & 3) == 0) {
                int count = (tag >>> 2) + 1;
                if (count <= SHORT) {
                    move16(from, next, to, at);
                } else {
                    int extra = Math.max(0, count - 60);
                    count = literalLength(from, next, count, extra);
                    next += extra;
                    check(count, end - next, size - at);
                    System.arraycopy(from, next, to, at, count);
                }
                next += count;
                at += count;
            } else {
                int copy = COPIES[tag];
                int extra = copy >>> 24;
                int offset = (copy >>> 8 & 0x700) + (LittleEndian.int32(from, next) & (int) ((1L << 8 * extra) - 1));
                int count = copy & 0xff;
                next += extra;
                if (offset <= 0 || offset > at) {
                    throw new Damage("it copies from " + offset + " bytes before, at byte " + at);
                }
                copy(to, at, offset, count);
                at += count;
            }
        }
        return slowly(from, next, end, to, at, size);
    }

    private static void move16(byte[] from, int next, byte[] to, int at) {
        LONGS.set(to, at, (long) LONGS.get(from, next));
        LONGS.set(to, at + Long.BYTES, (long) LONGS.get(from, next + Long.BYTES));
    }

    /** There is room for 16 bytes more than are copied. */
    private static void copy(byte[] to, int at, int offset, int count) {
        int source = at - offset;
        if (offset >= Long.BYTES) {
            move16(to, source, to, at);
            for (int done = SHORT; done < count; done += SHORT) {
                move16(to, source + done, to, at + done);
            }
        } else {
            repeat(to, at, offset, count);
        }
    }

    private static void repeat(byte[] to, int at, int offset, int count) {
        for (int i = 0; i < count; i++) {
            to[at + i] = to[at - offset + i];
        }
    }

    /** Literals of more than 60 bytes have their length less 1 in 1 to 4 bytes behind the tag. */
    private static int literalLength(byte[] from, int next, int count, int extra) {
        if (extra == 0) {
            return count;
        }
        long length = (LittleEndian.int32(from, next) & (1L << 8 * extra) - 1) + 1;
        return (int) Math.min(length, Integer.MAX_VALUE);
    }

    private static void check(int count, int in, int out) {
        if (count > in || count > out) {
            throw new Damage("a literal of " + count + " bytes goes beyond its end");
        }
    }

    /** The same near the ends, where nothing may be moved that is not meant. */
    private static int slowly(byte[] from, int start, int end, byte[] to, int begun, int size) {
        int next = start;
        int at = begun;
        while (next < end) {
            int tag = from[next++] & 0xff;
            boolean literal = (tag & 3) == 0;
            int extra = literal ? Math.max(0, (tag >>> 2) - 59) : COPIES[tag] >>> 24;
            if (extra > end - next) {
                throw new Damage("its last element is cut off");
            }
            if (literal) {
                int count = literalLength(from, next, (tag >>> 2) + 1, extra);
                next += extra;
                check(count, end - next, size - at);
                System.arraycopy(from, next, to, at, count);
                next += count;
                at += count;
            } else {
                int copy = COPIES[tag];
                int offset = (copy >>> 8 & 0x700) + (LittleEndian.int32(from, next) & (int) ((1L << 8 * extra) - 1));
                int count = copy & 0xff;
                next += extra;
                if (offset <= 0 || offset > at || count > size - at) {
                    throw new Damage("it copies " + count + " bytes from " + offset + " before, at byte " + at);
                }
                repeat(to, at, offset, count);
                at += count;
            }
        }
        return at;
    }
}
