package io.millrace.core.number;

import java.nio.charset.StandardCharsets;

/** Times as {@code 2024-10-31 12:00:00} in UTC, with a fraction of up to six digits where it is not zero. */
public final class TimestampText {
    /** The most bytes that one time takes. */
    public static final int MAX_BYTES = 33;

    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long DAYS_PER_ERA = 146_097;
    private static final long DAYS_TO_EPOCH = 719_468;

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

    /** The proleptic Gregorian date of a day since the epoch, by counting years from March in eras of 400 years. */
    private static int writeDate(long epochDay, byte[] target, int at) {
        long day = epochDay + DAYS_TO_EPOCH;
        long era = Math.floorDiv(day, DAYS_PER_ERA);
        int dayOfEra = (int) Math.floorMod(day, DAYS_PER_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shifted = (5 * dayOfYear + 2) / 153;
        int month = shifted < 10 ? shifted + 3 : shifted - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        int place = at;
        if (year < 0) {
            target[place++] = '-';
        }
        place = writeDigits(Math.abs(year), Math.max(4, LongText.digits(year)), target, place);
        target[place++] = '-';
        place = writeDigits(month, 2, target, place);
        target[place++] = '-';
        return writeDigits(dayOfYear - (153 * shifted + 2) / 5 + 1, 2, target, place);
    }

    private static int writeDigits(long value, int digits, byte[] target, int at) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + digits;
    }

    /** The day since the epoch of a date that exists. */
    static long epochDay(int year, int month, int day) {
        int shiftedYear = month <= 2 ? year - 1 : year;
        long era = Math.floorDiv(shiftedYear, 400);
        int yearOfEra = Math.floorMod(shiftedYear, 400);
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_EPOCH;
    }
}
