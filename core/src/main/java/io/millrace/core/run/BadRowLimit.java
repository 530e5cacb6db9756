package io.millrace.core.run;

import java.math.BigDecimal;

/**
 * How many rows a run may set aside because they cannot be read.
 *
 * @param rows the most of them; {@link Long#MAX_VALUE} where the share decides
 * @param share the most of all rows read, from 0 to 1
 * @param text as it was given
 */
public record BadRowLimit(long rows, double share, String text) {
    /** Any number. */
    public static final BadRowLimit NONE = new BadRowLimit(Long.MAX_VALUE, 1, "");

    /**
     * Reads a number of rows, {@code 100}, or a share of those read, {@code 0.5%}.
     *
     * @throws IllegalArgumentException where the text is neither
     */
    public static BadRowLimit parse(String text) {
        try {
            if (text.endsWith("%")) {
                double percent = new BigDecimal(text.substring(0, text.length() - 1)).doubleValue();
                if (percent >= 0 && percent <= 100) {
                    return new BadRowLimit(Long.MAX_VALUE, percent / 100, text);
                }
            } else if (Long.parseLong(text) >= 0) {
                return new BadRowLimit(Long.parseLong(text), 1, text);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(problem(text), e);
        }
        throw new IllegalArgumentException(problem(text));
    }

    private static String problem(String text) {
        return "\"" + text + "\" is neither a number of rows such as 100 nor a share of them such as 0.5%";
    }

    /** Whether so many are too many, however many rows there are. */
    public boolean forbids(long bad) {
        return bad > rows;
    }

    /** Whether so many of all rows are too many. */
    public boolean forbids(long bad, long read) {
        return forbids(bad) || bad > share * read;
    }
}
