package io.millrace.core.number;

import io.millrace.core.event.DataType;

/** Puts decimal digits together at a scale. */
final class DecimalDigits {
    private long unscaled;
    private boolean wide;
    private boolean halfOrMore;
    private boolean exact;

    /**
     * Reads digits with or without a point among them.
     *
     * @param firstPower the power of ten of the first digit
     */
    void read(byte[] source, int from, int to, long firstPower, int scale) {
        unscaled = 0;
        wide = false;
        halfOrMore = false;
        exact = true;
        long power = firstPower;
        for (int i = from; i < to; i++) {
            if (source[i] != '.') {
                take(source[i] - '0', power--, scale);
            }
        }
        for (long missing = power + scale; missing >= 0 && unscaled != 0 && !wide; missing--) {
            append(0);
        }
    }

    private void take(int digit, long power, int scale) {
        if (power >= -scale) {
            append(digit);
        } else {
            exact &= digit == 0;
            halfOrMore |= power == -scale - 1 && digit >= 5;
        }
    }

    private void append(int digit) {
        wide |= !Decimals.fits(unscaled, DataType.MOST_DIGITS - 1);
        unscaled = wide ? unscaled : unscaled * 10 + digit;
    }

    /** Whether nothing but zeros stands behind the scale. */
    boolean isExact() {
        return exact;
    }

    /** The number without sign, rounded half up; {@link Decimals#OUTSIDE} where it has more digits than the precision. */
    long rounded(int precision) {
        long result = unscaled + (halfOrMore ? 1 : 0);
        return !wide && Decimals.fits(result, precision) ? result : Decimals.OUTSIDE;
    }
}
