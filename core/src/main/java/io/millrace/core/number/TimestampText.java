package io.millrace.core.number;

import java.nio.charset.StandardCharsets;

/** Times as {@code 2024-10-31 12:00:00} in UTC, with a fraction of up to six digits where it is not zero. */
public final class TimestampText {
    /** The most bytes that one time takes. */
    public static final int MAX_BYTES = 33;

    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private TimestampText() {}

    /** Writes a time in microseconds since the epoch as ASCII at {@code at}; returns the place after the last byte. */
    public static int write(long micros, byte[] target, int at) {
        int place = writeDate(Math.floorDiv(micros, MICROS_PER_DAY), target, at);
        long ofDay = Math.floorMod(micros, MICROS_PER_DAY);
        int seconds = (int) (ofDay / 1_000_000);
        target[place++] = ' ';
        place = writeDigits(seconds / 3600, 2, target, place);
        target[place++] = ':';
        place = writeDigits(seconds / 60 % 60, 2, target, place);
        target[place++] = ':';
        place = writeDigits(seconds % 60, 2, target, place);
        int fraction = (int) (ofDay % 1_000_000);
        if (fraction == 0) {
            return place;
        }
        target[place++] = '.';
        place = writeDigits(fraction, 6, target, place);
        while (target[place - 1] == '0') {
            place--;
        }
        return place;
    }

    public static String toString(long micros) {
        byte[] line = new byte[MAX_BYTES];
        return new String(line, 0, write(micros, line, 0), StandardCharsets.US_ASCII);
    }

    private static int writeDate(long epochDay, byte[] target, int at) {
        long date = CivilDate.of(epochDay);
        long year = CivilDate.year(date);
        int place = at;
        if (year < 0) {
            target[place++] = '-';
        }
        place = writeDigits(Math.abs(year), Math.max(4, LongText.digits(year)), target, place);
        target[place++] = '-';
        place = writeDigits(CivilDate.month(date), 2, target, place);
        target[place++] = '-';
        return writeDigits(CivilDate.day(date), 2, target, place);
    }

    private static int writeDigits(long value, int digits, byte[] target, int at) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + digits;
    }
}
