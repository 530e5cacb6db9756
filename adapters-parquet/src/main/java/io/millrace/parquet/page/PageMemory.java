package io.millrace.parquet.page;

import io.millrace.parquet.StoredType;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;

/**
 * About what a column's buffers hold, by the footer: a block of compressed bytes, an uncompressed page, and the dictionary.
 * How large pages are stands in no footer. Where it tells how many there are, twice the average is taken; else a column may
 * be one page, up to the limit.
 */
final class PageMemory {
    private static final int MARGIN = 2;
    private static final long DICTIONARY = 1 << 20;
    /** Dictionaries of text are hashed, too: bytes, offsets, slots. */
    private static final int TIMES_TEXT = 4;

    private PageMemory() {}

    static long of(PageColumn column, int mostPageBytes) {
        if (column.stored() == StoredType.ALWAYS_NULL) {
            return 0;
        }
        ColumnMetaData chunk = column.chunk();
        long uncompressed = Math.max(0, chunk.getTotal_uncompressed_size());
        long pages = pages(chunk);
        long page = Math.min(mostPageBytes, pages == 0 ? uncompressed : MARGIN * uncompressed / pages);
        long compressedPage = Math.min(page, chunk.getTotal_compressed_size());
        long block = Math.max(compressedPage, Math.min(ChunkStream.BLOCK, chunk.getTotal_compressed_size()));
        boolean text = column.stored() == StoredType.TEXT || column.stored() == StoredType.UUID;
        long dictionary = Math.min(DICTIONARY, uncompressed) * (text ? TIMES_TEXT : 1);
        return block + (chunk.getCodec() == CompressionCodec.UNCOMPRESSED ? 0 : page) + dictionary;
    }

    /** The data pages, or 0 where the footer does not tell. */
    private static long pages(ColumnMetaData chunk) {
        long count = 0;
        if (chunk.isSetEncoding_stats()) {
            for (PageEncodingStats pages : chunk.getEncoding_stats()) {
                count += pages.getPage_type() == PageType.DICTIONARY_PAGE ? 0 : Math.max(0, pages.getCount());
            }
        }
        return count;
    }
}
