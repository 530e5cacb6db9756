package io.millrace.parquet.page;

/**
 * DELTA_BINARY_PACKED integers: a first value, then blocks of differences, each of them the block's smallest plus a
 * packed number, in miniblocks of one width each. Arithmetic wraps, at 32 or at 64 bits.
 */
final class DeltaLongs implements LongValues {
    private static final int MOST_BLOCK = 1 << 20;

    private final boolean narrow;
    private byte[] source = new byte[0];
    private int position;
    private int end;
    private int miniblockValues;
    private int miniblocks;
    private long total;
    private boolean atFirst;
    private long value;
    private long smallest;
    private int widthsFrom;
    private int miniblock;
    private int width;
    private int index;

    /**
     * @param narrow whether the integers have 32 bits
     */
    DeltaLongs(boolean narrow) {
        this.narrow = narrow;
    }

    /** Nothing at all is a page without values. */
    @Override
    public void start(byte[] bytes, int from, int to) {
        source = bytes;
        position = from;
        end = to;
        total = 0;
        if (from == to) {
            return;
        }
        long block = varint();
        long perBlock = varint();
        total = varint();
        value = zigzag();
        if (block <= 0 || block > MOST_BLOCK || perBlock <= 0 || perBlock > block || block % perBlock != 0) {
            throw new Damage("its blocks of differences are " + block + " in " + perBlock + " parts");
        }
        miniblockValues = (int) (block / perBlock);
        miniblocks = (int) perBlock;
        if (miniblockValues % Byte.SIZE != 0 || total < 0) {
            throw new Damage("its blocks of differences have parts of " + miniblockValues + ", in all " + total);
        }
        atFirst = true;
        miniblock = miniblocks;
        index = miniblockValues;
        width = 0;
    }

    /** How many values there are in all. */
    long total() {
        return total;
    }

    /** Where the encoded values end; right after the last was read. */
    int endOfValues() {
        return position;
    }

    @Override
    public void read(long[] target, int at, int count) {
        if (count > total) {
            throw BinaryValues.tooFew();
        }
        total -= count;
        int next = at;
        int to = at + count;
        if (atFirst && next < to) {
            target[next++] = narrow ? (int) value : value;
            atFirst = false;
        }
        while (next < to) {
            if (index == miniblockValues) {
                nextMiniblock();
            }
            int taken = Math.min(to - next, miniblockValues - index);
            unpack(target, next, taken);
            index += taken;
            next += taken;
        }
    }

    private void nextMiniblock() {
        if (miniblock == miniblocks) {
            smallest = zigzag();
            widthsFrom = position;
            position += miniblocks;
            miniblock = 0;
            if (position > end) {
                throw BinaryValues.tooFew();
            }
        }
        width = source[widthsFrom + miniblock];
        if (width < 0 || width > Long.SIZE) {
            throw new Damage("its differences are " + width + " bits wide");
        }
        miniblock++;
        index = 0;
        packedFrom = position;
        long length = (long) miniblockValues * width >>> 3;
        // Some writers leave out what no value needs at the end.
        position = (int) Math.min(end, position + length);
    }

    private int packedFrom;

    private void unpack(long[] target, int at, int count) {
        int bits = width;
        if (packedFrom + ((long) (index + count) * bits + 7 >>> 3) > end) {
            throw BinaryValues.tooFew();
        }
        long mask = bits == Long.SIZE ? -1L : (1L << bits) - 1;
        long now = value;
        for (int i = 0; i < count; i++) {
            now += smallest + (bits == 0 ? 0 : packed((long) (index + i) * bits, bits) & mask);
            target[at + i] = narrow ? (int) now : now;
        }
        value = now;
    }

    private long packed(long bit, int bits) {
        int place = packedFrom + (int) (bit >>> 3);
        int shift = (int) bit & 7;
        long word = LittleEndian.int64(source, place) >>> shift;
        return shift + bits <= Long.SIZE ? word : word | (long) source[place + Long.BYTES] << Long.SIZE - shift;
    }

    private long zigzag() {
        long raw = varint();
        return raw >>> 1 ^ -(raw & 1);
    }

    private long varint() {
        long result = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            if (position >= end) {
                throw BinaryValues.tooFew();
            }
            byte next = source[position++];
            result |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return result;
            }
        }
        throw new Damage("a number has more than 10 bytes");
    }
}
