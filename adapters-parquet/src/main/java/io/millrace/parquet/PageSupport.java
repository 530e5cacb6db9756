package io.millrace.parquet;

import io.millrace.core.event.Schema;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Type;
import org.jspecify.annotations.Nullable;

/** What keeps the page reader from a file, as far as its footer tells. */
final class PageSupport {
    private static final Set<CompressionCodec> CODECS = EnumSet.of(
            CompressionCodec.UNCOMPRESSED,
            CompressionCodec.SNAPPY,
            CompressionCodec.GZIP,
            CompressionCodec.ZSTD,
            CompressionCodec.LZ4_RAW);

    private PageSupport() {}

    /** Why the page reader cannot read these columns of the file; empty where it can. */
    static Optional<String> obstacle(ParquetFooter footer, Schema reads) {
        for (String name : reads.names()) {
            StoredColumn column = footer.find(name).orElseThrow();
            Optional<String> why =
                    column.storedType() == StoredType.ALWAYS_NULL ? Optional.empty() : obstacle(footer, column);
            if (why.isPresent()) {
                return Optional.of("the column " + name + " " + why.get());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> obstacle(ParquetFooter footer, StoredColumn column) {
        for (RowGroup group : footer.metaData().getRow_groups()) {
            ColumnMetaData chunk = group.getColumns().get(column.leaf()).getMeta_data();
            if (chunk.getCodec() == null || !CODECS.contains(chunk.getCodec())) {
                return Optional.of("is compressed with "
                        + (chunk.getCodec() == null
                                ? "an unknown codec"
                                : chunk.getCodec().toString()));
            }
            for (@Nullable Encoding encoding : encodings(chunk)) {
                if (encoding == null || !isReadable(encoding, chunk.getType())) {
                    return Optional.of(
                            "is encoded with " + (encoding == null ? "an unknown encoding" : encoding.toString()));
                }
            }
        }
        return Optional.empty();
    }

    /** Those of values. The plain list names those of levels, too, and some writers name one that they do not use. */
    private static Set<@Nullable Encoding> encodings(ColumnMetaData chunk) {
        Set<@Nullable Encoding> encodings = new LinkedHashSet<>();
        if (chunk.isSetEncoding_stats()) {
            for (PageEncodingStats pages : chunk.getEncoding_stats()) {
                if (pages.getCount() > 0 && pages.getPage_type() != PageType.DICTIONARY_PAGE) {
                    encodings.add(pages.getEncoding());
                }
            }
            return encodings;
        }
        encodings.addAll(chunk.getEncodings());
        encodings.remove(Encoding.BIT_PACKED);
        encodings.remove(Encoding.RLE);
        return encodings;
    }

    private static boolean isReadable(Encoding encoding, Type type) {
        boolean integer = type == Type.INT32 || type == Type.INT64;
        boolean fixed = type == Type.FIXED_LEN_BYTE_ARRAY;
        return switch (encoding) {
            case PLAIN, PLAIN_DICTIONARY, RLE_DICTIONARY -> true;
            case RLE -> type == Type.BOOLEAN;
            case BIT_PACKED -> false;
            case DELTA_BINARY_PACKED -> integer;
            case DELTA_LENGTH_BYTE_ARRAY -> type == Type.BYTE_ARRAY;
            case DELTA_BYTE_ARRAY -> type == Type.BYTE_ARRAY || fixed;
            case BYTE_STREAM_SPLIT -> integer || fixed || type == Type.FLOAT || type == Type.DOUBLE;
        };
    }
}
