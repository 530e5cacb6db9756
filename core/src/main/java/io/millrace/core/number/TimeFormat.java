package io.millrace.core.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A way to write times other than ISO 8601: {@code epoch-s}, {@code epoch-ms} and {@code epoch-us} for whole seconds, milliseconds
 * and microseconds since 1970, or a pattern.
 *
 * <p>In a pattern {@code yyyy} and {@code yy} are the year (of 2000 to 2099), {@code M} and {@code d} month and day, {@code MMM} the
 * month's English name of three letters, {@code H} hours of 24 and {@code h} of 12 with {@code a} for AM or PM, {@code m} and {@code s} minutes and
 * seconds, {@code S} a fraction of any length, {@code X} a zone ({@code Z}, {@code +02}, {@code +0200}, {@code +02:00}). One letter takes one or two digits, two
 * letters take two. Letters in apostrophes and all other characters stand for themselves. Without zone a time is UTC.
 */
public final class TimeFormat {
    /** What {@link #parse} returns for text of another form. */
    public static final long NONE = Long.MIN_VALUE;

    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;
    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private final String text;
    private final long unit;
    private final List<Part> parts;

    private TimeFormat(String text, long unit, List<Part> parts) {
        this.text = text;
        this.unit = unit;
        this.parts = parts;
    }

    private record Part(char letter, int count) {}

    /**
     * @throws IllegalArgumentException where the text is no such pattern; the message says why
     */
    public static TimeFormat of(String text) {
        return switch (text) {
            case "epoch-s" -> new TimeFormat(text, SECOND, List.of());
            case "epoch-ms" -> new TimeFormat(text, 1_000, List.of());
            case "epoch-us" -> new TimeFormat(text, 1, List.of());
            default -> new TimeFormat(text, 0, parts(text));
        };
    }

    private static List<Part> parts(String pattern) {
        List<Part> parts = new ArrayList<>();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char next = pattern.charAt(i);
            if (next == '\'') {
                quoted = !quoted;
            } else if (quoted || !Character.isLetter(next)) {
                require(next < 0x80, "only ASCII characters may stand in a pattern");
                parts.add(new Part('\'', next));
            } else {
                int count = 1;
                while (i + 1 < pattern.length() && pattern.charAt(i + 1) == next) {
                    count++;
                    i++;
                }
                parts.add(part(next, count));
            }
        }
        require(!quoted, "an apostrophe is open");
        for (char needed : new char[] {'y', 'M', 'd'}) {
            require(parts.stream().anyMatch(part -> part.letter() == needed), "it has no " + needed);
        }
        boolean half = parts.stream().anyMatch(part -> part.letter() == 'a');
        require(half == parts.stream().anyMatch(part -> part.letter() == 'h'), "h and a belong together");
        return parts;
    }

    private static Part part(char letter, int count) {
        boolean known = switch (letter) {
            case 'y' -> count == 2 || count == 4;
            case 'M' -> count <= 3;
            case 'd', 'H', 'h', 'm', 's' -> count <= 2;
            case 'S' -> true;
            case 'a', 'X' -> count <= 3;
            default -> false;
        };
        require(
                known,
                String.valueOf(letter).repeat(count) + " is no part of a pattern; put other letters in apostrophes");
        return new Part(letter, count);
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem);
        }
    }

    /** Microseconds since the epoch; {@link #NONE} where the text has another form or is no time that exists. */
    public long parse(byte[] source, int from, int to) {
        return unit > 0 ? epoch(source, from, to) : new Reading(source, from, to).read(parts);
    }

    private long epoch(byte[] source, int from, int to) {
        boolean negative = from < to && source[from] == '-';
        long value = 0;
        int first = negative ? from + 1 : from;
        if (first == to || to - first > 18) {
            return NONE;
        }
        for (int i = first; i < to; i++) {
            int digit = source[i] - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            value = value * 10 + digit;
        }
        long most = Long.MAX_VALUE / unit;
        return value > most ? NONE : (negative ? -value : value) * unit;
    }

    /** One text being read. */
    private static final class Reading {
        private final byte[] source;
        private final int end;
        private int place;
        private boolean good = true;
        private int year;
        private int month;
        private int day;
        private int hour;
        private int minute;
        private int second;
        private long micros;
        private boolean half;
        private boolean afternoon;
        private long ahead;

        Reading(byte[] source, int from, int to) {
            this.source = source;
            this.place = from;
            this.end = to;
        }

        long read(List<Part> parts) {
            for (Part part : parts) {
                read(part);
                if (!good) {
                    return NONE;
                }
            }
            if (half) {
                good = hour >= 1 && hour <= 12;
                hour = hour % 12 + (afternoon ? 12 : 0);
            }
            good &= place == end && month >= 1 && month <= 12 && day >= 1 && day <= CivilDate.daysOf(year, month);
            if (!good || hour > 23 || minute > 59 || second > 59) {
                return NONE;
            }
            long time = ((hour * 60L + minute) * 60 + second) * SECOND + micros;
            return CivilDate.epochDay(year, month, day) * DAY + time - ahead;
        }

        private void read(Part part) {
            switch (part.letter()) {
                case '\'' -> good = place < end && source[place++] == part.count();
                case 'y' -> year = digits(part.count(), part.count()) + (part.count() == 2 ? 2000 : 0);
                case 'M' -> month = part.count() == 3 ? monthName() : digits(part.count(), 2);
                case 'd' -> day = digits(part.count(), 2);
                case 'H', 'h' -> hour = digits(part.count(), 2);
                case 'm' -> minute = digits(part.count(), 2);
                case 's' -> second = digits(part.count(), 2);
                case 'S' -> micros = fraction();
                case 'a' -> half();
                default -> ahead = zone();
            }
        }

        private int digits(int fewest, int most) {
            int value = 0;
            int count = 0;
            while (count < most && place < end && source[place] >= '0' && source[place] <= '9') {
                value = value * 10 + source[place++] - '0';
                count++;
            }
            good &= count >= fewest;
            return value;
        }

        private long fraction() {
            long value = 0;
            int count = 0;
            while (place < end && source[place] >= '0' && source[place] <= '9') {
                value = count < 6 ? value * 10 + source[place] - '0' : value;
                count++;
                place++;
            }
            good = count > 0;
            for (int i = count; i < 6; i++) {
                value *= 10;
            }
            return value;
        }

        private int monthName() {
            if (end - place < 3) {
                good = false;
                return 0;
            }
            StringBuilder name = new StringBuilder(3);
            for (int i = 0; i < 3; i++) {
                name.append((char) source[place++]);
            }
            int found = MONTHS.indexOf(name.toString().toLowerCase(Locale.ROOT));
            good = found >= 0 && found % 3 == 0;
            return found / 3 + 1;
        }

        private void half() {
            half = true;
            good = end - place >= 2 && (source[place + 1] | 0x20) == 'm';
            if (good) {
                int letter = source[place] | 0x20;
                afternoon = letter == 'p';
                good = letter == 'a' || afternoon;
                place += 2;
            }
        }

        private long zone() {
            if (place < end && (source[place] | 0x20) == 'z') {
                place++;
                return 0;
            }
            boolean behind = place < end && source[place] == '-';
            good = behind || place < end && source[place] == '+';
            place++;
            int hours = digits(2, 2);
            boolean colon = place < end && source[place] == ':';
            place += colon ? 1 : 0;
            int minutes = colon || place < end ? digits(2, 2) : 0;
            good &= hours <= 18 && minutes <= 59;
            long micros = (hours * 60L + minutes) * 60 * SECOND;
            return behind ? -micros : micros;
        }
    }

    /** As it is given to {@link #of}. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TimeFormat that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
