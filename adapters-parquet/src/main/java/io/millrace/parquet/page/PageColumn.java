package io.millrace.parquet.page;

import io.millrace.parquet.StoredType;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Type;

/**
 * A column in a row group: how its values are stored, and where.
 *
 * @param stored what the values mean
 * @param typeLength the bytes of every value of a FIXED_LEN_BYTE_ARRAY
 * @param precision the digits of a decimal, else 0
 * @param nullable whether its pages have definition levels
 * @param chunk what the footer says of it
 */
public record PageColumn(
        String name, StoredType stored, int typeLength, int precision, boolean nullable, ColumnMetaData chunk) {
    /** The same column, of which the footer should say this. */
    public PageColumn withChunk(ColumnMetaData corrected) {
        return new PageColumn(name, stored, typeLength, precision, nullable, corrected);
    }

    /** Where its first page begins: a dictionary where there is one, also in files whose footers place it at 0. */
    public long start() {
        return start(chunk);
    }

    /** The same of a column that this is said of. */
    public static long start(ColumnMetaData chunk) {
        long data = chunk.getData_page_offset();
        long dictionary = chunk.isSetDictionary_page_offset() ? chunk.getDictionary_page_offset() : 0;
        return dictionary > 0 && dictionary < data ? dictionary : data;
    }

    /** Where its last page ends, by the footer. */
    public long end() {
        return start() + chunk.getTotal_compressed_size();
    }

    Type physical() {
        return chunk.getType();
    }

    Codec codec() {
        return Codec.of(chunk.getCodec())
                .orElseThrow(() -> new IllegalStateException(chunk.getCodec() + " is not supported"));
    }
}
