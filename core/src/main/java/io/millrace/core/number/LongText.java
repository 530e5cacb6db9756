package io.millrace.core.number;

/** Integers as decimal text. */
public final class LongText {
    /** The most bytes that one number takes. */
    public static final int MAX_BYTES = 20;

    private LongText() {}

    /** Writes the decimal digits as ASCII at {@code at}; returns the place after the last. */
    public static int write(long value, byte[] target, int at) {
        int place = at;
        if (value < 0) {
            target[place++] = '-';
        }
        int end = place + digits(value);
        long rest = value;
        for (int i = end - 1; i >= place; i--) {
            target[i] = (byte) ('0' + Math.abs(rest % 10));
            rest /= 10;
        }
        return end;
    }

    /** How many decimal digits the number has, without a sign. */
    static int digits(long value) {
        int digits = 1;
        for (long rest = value / 10; rest != 0; rest /= 10) {
            digits++;
        }
        return digits;
    }
}
