package io.millrace.core.run;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The most memory that a run's state may take.
 *
 * @param bytes at least 1
 */
public record MemoryBudget(long bytes) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,12})\\s*(?:([kmgt])i?b?|b)?");

    public MemoryBudget {
        if (bytes < 1) {
            throw new IllegalArgumentException("a memory budget must be at least one byte, not " + bytes);
        }
    }

    /**
     * Reads {@code 512m}, {@code 1g}, {@code 2GiB} or a number of bytes; the units are powers of 1024.
     *
     * @throws IllegalArgumentException where the text is nothing of the kind
     */
    public static MemoryBudget parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no amount of memory; write for example 512m or 1g");
        }
        String unit = matcher.group(2);
        int shift = unit == null ? 0 : 10 * ("kmgt".indexOf(unit) + 1);
        long number = Long.parseLong(matcher.group(1));
        if (number > Long.MAX_VALUE >> shift) {
            throw new IllegalArgumentException("\"" + text + "\" is more memory than can be counted");
        }
        return new MemoryBudget(number << shift);
    }

    /** The budget with the largest unit that divides it: {@code 512m}. */
    @Override
    public String toString() {
        String units = "kmgt";
        for (int i = units.length(); i > 0; i--) {
            if (bytes % (1L << 10 * i) == 0) {
                return (bytes >> 10 * i) + units.substring(i - 1, i);
            }
        }
        return Long.toString(bytes);
    }
}
