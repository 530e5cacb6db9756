package io.millrace.parquet.page;

/**
 * What a file may ask for, checked before anything is allocated.
 *
 * @param pageBytes the largest page, compressed and not; DuckDB writes pages of up to 100 MB
 * @param headerBytes the largest header of a page, statistics included
 * @param freeBytes pages up to this size are read from any file, however small it is
 * @param ratio a larger page may have so many times the bytes of its file
 */
public record PageLimits(int pageBytes, int headerBytes, int freeBytes, int ratio) {
    public static final PageLimits DEFAULT = new PageLimits(128 << 20, 16 << 20, 64 << 20, 16);

    /** The most bytes that a page of a file of that size may have. */
    int pageBytes(long fileBytes) {
        return (int) Math.min(pageBytes, Math.max(freeBytes, ratio * fileBytes));
    }
}
