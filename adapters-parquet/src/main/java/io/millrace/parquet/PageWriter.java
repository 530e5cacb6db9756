package io.millrace.parquet;

import io.airlift.compress.snappy.SnappyCompressor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** Compresses pages and puts their headers before them. One for all columns of a file; its buffers are used again. */
final class PageWriter {
    private final SnappyCompressor compressor = new SnappyCompressor();
    private final Bytes page = new Bytes(1 << 18);
    private final Bytes compressed = new Bytes(1 << 18);
    private final CRC32 checksum = new CRC32();
    private final int[] indexes = new int[ColumnWriter.PAGE_ROWS];

    /** Room for the indexes of a page's values in a dictionary, for whichever column encodes its page. */
    int[] indexes() {
        return indexes;
    }

    /** The content of the page to write next, emptied. */
    Bytes page() {
        page.clear();
        return page;
    }

    /**
     * Appends {@link #page} to the target as a data page.
     *
     * @return the page's uncompressed bytes, header included
     */
    int data(Bytes target, int rows, Encoding encoding) {
        PageHeader header = new PageHeader(PageType.DATA_PAGE, page.size(), 0);
        header.setData_page_header(new DataPageHeader(rows, encoding, Encoding.RLE, Encoding.RLE));
        return append(target, header);
    }

    /** Appends {@link #page} to the target as the page of a dictionary. */
    int dictionary(Bytes target, int entries) {
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, page.size(), 0);
        header.setDictionary_page_header(new DictionaryPageHeader(entries, Encoding.PLAIN));
        return append(target, header);
    }

    private int append(Bytes target, PageHeader header) {
        compressed.clear();
        compressed.reserve(compressor.maxCompressedLength(page.size()));
        int length =
                compressor.compress(page.array(), 0, page.size(), compressed.array(), 0, compressed.array().length);
        checksum.reset();
        checksum.update(compressed.array(), 0, length);
        header.setCompressed_page_size(length);
        header.setCrc((int) checksum.getValue());
        int start = target.size();
        try {
            Util.writePageHeader(header, target);
        } catch (IOException e) {
            throw new UncheckedIOException("a page header could not be written to memory", e);
        }
        int headerLength = target.size() - start;
        target.write(compressed.array(), 0, length);
        return headerLength + page.size();
    }
}
