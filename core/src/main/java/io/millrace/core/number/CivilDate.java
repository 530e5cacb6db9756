package io.millrace.core.number;

/** The proleptic Gregorian calendar over days since 1970-01-01, counting years from March in eras of 400 years. */
public final class CivilDate {
    private static final long DAYS_PER_ERA = 146_097;
    private static final long DAYS_TO_EPOCH = 719_468;

    private static final int[] MONTH_DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private CivilDate() {}

    /** The number of days of a month. */
    static int daysOf(int year, int month) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return month == 2 && leap ? 29 : MONTH_DAYS[month - 1];
    }

    /** The date of a day in one number, to be taken apart by {@link #year}, {@link #month} and {@link #day}. */
    public static long of(long epochDay) {
        long shiftedDay = epochDay + DAYS_TO_EPOCH;
        long era = Math.floorDiv(shiftedDay, DAYS_PER_ERA);
        int dayOfEra = (int) Math.floorMod(shiftedDay, DAYS_PER_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int shiftedMonth = (5 * dayOfYear + 2) / 153;
        int month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        int day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0)) << 16 | month << 8 | day;
    }

    /** The year; 0 is the year before 1. */
    public static long year(long date) {
        return date >> 16;
    }

    /** 1 to 12. */
    public static int month(long date) {
        return (int) date >> 8 & 0xff;
    }

    /** 1 to 31. */
    public static int day(long date) {
        return (int) date & 0xff;
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
