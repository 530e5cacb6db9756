package io.millrace.core.port;

/**
 * What a file may ask of its reader. Everything is checked before memory is taken for it, so that a file from a stranger costs no
 * more than one of its size may; a file that asks for more is refused.
 *
 * @param pageBytes the largest page of a column, compressed and not; DuckDB writes pages of up to 100 MB
 * @param footerBytes the largest footer, which tells what a file holds
 * @param cellBytes the largest value of one row in one column
 * @param columns the most columns, those inside others counted
 * @param nesting how deep columns may stand in others
 * @param ratio reading a file takes at most so many times its size, or {@link #FREE_BYTES} where that is more; compressed text that is
 *     read as a stream may have more, see {@link #textBytes}
 */
public record ReadLimits(int pageBytes, int footerBytes, int cellBytes, int columns, int nesting, int ratio) {
    /** What reading a file may take however small it is. */
    public static final long FREE_BYTES = 64 << 20;

    /** The text that a compressed file may hold however small it is. */
    public static final long FREE_TEXT_BYTES = 1L << 30;

    private static final int TEXT_PER_MEMORY = 64;
    private static final int HIGHEST_BYTES = 1 << 30;
    private static final int DEEPEST = 1000;

    public static final ReadLimits DEFAULT = new ReadLimits(128 << 20, 64 << 20, 64 << 20, 100_000, 100, 16);

    /**
     * @throws IllegalArgumentException where a limit is below 1, bytes are above 1 GiB, or nesting is above 1000
     */
    public ReadLimits {
        require("a page", pageBytes, HIGHEST_BYTES);
        require("a footer", footerBytes, HIGHEST_BYTES);
        require("a cell", cellBytes, HIGHEST_BYTES);
        require("columns", columns, Integer.MAX_VALUE);
        require("nesting", nesting, DEEPEST);
        require("the ratio", ratio, Integer.MAX_VALUE);
    }

    private static void require(String what, int limit, int highest) {
        if (limit < 1 || limit > highest) {
            throw new IllegalArgumentException("the limit of " + what + " is from 1 to " + highest + ", not " + limit);
        }
    }

    /** The most bytes that reading a file of that size may take. */
    public long memory(long fileBytes) {
        return Math.max(FREE_BYTES, times(fileBytes, ratio));
    }

    /**
     * The most bytes of text that a compressed file of that size may hold, where it goes through memory piece by piece and costs time
     * alone.
     */
    public long textBytes(long fileBytes) {
        return Math.max(FREE_TEXT_BYTES, times(times(fileBytes, ratio), TEXT_PER_MEMORY));
    }

    private static long times(long bytes, int factor) {
        return bytes > Long.MAX_VALUE / factor ? Long.MAX_VALUE : bytes * factor;
    }

    /** The most bytes that a page of a file of that size may have. */
    public int pageBytes(long fileBytes) {
        return (int) Math.min(pageBytes, memory(fileBytes));
    }
}
