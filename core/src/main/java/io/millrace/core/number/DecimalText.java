package io.millrace.core.number;

import java.nio.charset.StandardCharsets;

/** Decimals as plain text with as many digits behind the point as the scale says: {@code 12.30}, {@code -0.05}, {@code 7}. */
public final class DecimalText {
    /** The most bytes that one number takes. */
    public static final int MAX_BYTES = 22;

    private DecimalText() {}

    /**
     * Writes {@code unscaled / 10^scale} as ASCII at {@code at}; returns the place after the last byte.
     *
     * @param scale 0 to 18
     */
    public static int write(long unscaled, int scale, byte[] target, int at) {
        if (scale == 0) {
            return LongText.write(unscaled, target, at);
        }
        int place = at;
        if (unscaled < 0) {
            target[place++] = '-';
        }
        int whole = Math.max(LongText.digits(unscaled) - scale, 1);
        int end = place + whole + 1 + scale;
        long rest = unscaled;
        for (int i = end - 1; i >= place; i--) {
            if (i == place + whole) {
                target[i] = '.';
            } else {
                target[i] = (byte) ('0' + Math.abs(rest % 10));
                rest /= 10;
            }
        }
        return end;
    }

    public static String toString(long unscaled, int scale) {
        byte[] line = new byte[MAX_BYTES];
        return new String(line, 0, write(unscaled, scale, line, 0), StandardCharsets.US_ASCII);
    }
}
