package io.millrace.parquet.page;

import io.millrace.core.port.ReadLimits;
import java.util.Arrays;

/** DELTA_BYTE_ARRAY byte strings: how many bytes each has in common with the one before it, and the others. */
final class DeltaBinary extends BinaryValues {
    private final Lengths prefixes = new Lengths();
    private final DeltaLengthBinary suffixes = new DeltaLengthBinary();
    /** How many bytes of values a byte of a page may stand for, so that no small page keeps a reader busy for hours. */
    private static final int MOST_TIMES = 1024;

    private final Allowance allowance;
    private long left;

    DeltaBinary(Allowance allowance) {
        this.allowance = allowance;
    }

    @Override
    void start(byte[] source, int from, int to) {
        suffixes.start(source, prefixes.start(source, from, to), to);
        length = 0;
        offset = 0;
        left = Math.max(ReadLimits.FREE_BYTES, (long) MOST_TIMES * (to - from));
    }

    @Override
    void next() {
        int prefix = prefixes.next();
        suffixes.next();
        long needed = (long) prefix + suffixes.length;
        if (prefix > length) {
            throw new Damage("a value shares " + prefix + " bytes with one of " + length);
        }
        allowance.checkCell(needed);
        left -= needed;
        if (left < 0) {
            throw new Allowance.Excess("its values have more than " + MOST_TIMES + " times the bytes of their page");
        }
        if (needed + LittleEndian.SLACK > bytes.length) {
            bytes = Arrays.copyOf(bytes, allowance.grown(bytes.length, (int) needed + LittleEndian.SLACK));
        }
        System.arraycopy(suffixes.bytes, suffixes.offset, bytes, prefix, suffixes.length);
        length = (int) needed;
    }
}
