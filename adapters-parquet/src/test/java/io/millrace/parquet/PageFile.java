package io.millrace.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Util;

/** A file of one required column {@code c}, page by page as the test wants it. */
final class PageFile {
    private final SchemaElement column;
    private final CompressionCodec codec;
    private final long rows;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private long dictionary = -1;
    private long data = -1;

    PageFile(Type type, CompressionCodec codec, long rows) {
        this.column = new SchemaElement("c").setType(type).setRepetition_type(FieldRepetitionType.REQUIRED);
        this.codec = codec;
        this.rows = rows;
        out.writeBytes(ParquetSink.MAGIC);
    }

    PageFile converted(ConvertedType type) {
        column.setConverted_type(type);
        return this;
    }

    PageFile data(byte[] content, int size, int values, Encoding encoding) throws IOException {
        data = data < 0 ? out.size() : data;
        return page(
                new PageHeader(PageType.DATA_PAGE, size, content.length)
                        .setData_page_header(new DataPageHeader(values, encoding, Encoding.RLE, Encoding.RLE)),
                content);
    }

    PageFile dictionary(byte[] content, int size, DictionaryPageHeader header) throws IOException {
        dictionary = out.size();
        return page(
                new PageHeader(PageType.DICTIONARY_PAGE, size, content.length).setDictionary_page_header(header),
                content);
    }

    private PageFile page(PageHeader header, byte[] content) throws IOException {
        Util.writePageHeader(header, out);
        out.writeBytes(content);
        return this;
    }

    Path write(Path file) throws IOException {
        int size = out.size() - ParquetSink.MAGIC.length;
        ColumnMetaData chunk = new ColumnMetaData(
                column.getType(), List.of(Encoding.PLAIN), List.of("c"), codec, rows, size, size, data);
        if (dictionary >= 0) {
            chunk.setDictionary_page_offset(dictionary);
        }
        RowGroup group = new RowGroup(List.of(new ColumnChunk(4).setMeta_data(chunk)), size, rows);
        SchemaElement root = new SchemaElement("schema").setNum_children(1);
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        Util.writeFileMetaData(new FileMetaData(1, List.of(root, column), rows, List.of(group)), footer);
        out.writeBytes(footer.toByteArray());
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(footer.size())
                .array());
        out.writeBytes(ParquetSink.MAGIC);
        Files.write(file, out.toByteArray());
        return file;
    }
}
