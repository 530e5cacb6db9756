package io.millrace.parquet;

import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Split;
import io.millrace.core.text.PlainText;
import io.millrace.parquet.page.PageColumn;
import io.millrace.parquet.page.PageReaders;
import io.millrace.parquet.page.PageRowGroup;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Type;

/** Cuts files into row groups for the page reader; one for all files that are read together. */
final class PageSplits {
    /** Stands for the chunk of a column that the file lacks. */
    private static final ColumnMetaData NOTHING =
            new ColumnMetaData(Type.INT32, List.of(), List.of(), CompressionCodec.UNCOMPRESSED, 0, 0, 0, 0);

    private final Schema reads;
    private final boolean pruning;
    private final PageReaders readers;

    PageSplits(Schema reads, ReadOptions options) {
        this.reads = reads;
        this.pruning = options.pruning();
        this.readers = new PageReaders(reads, options.limits());
    }

    /** The row groups of a file that have rows. */
    List<Split> of(ParquetFooter footer) {
        List<Split> splits = new ArrayList<>();
        for (PageRowGroup group : groups(footer)) {
            splits.add(new PageSplit(footer, reads, group, readers, pruning));
        }
        return splits;
    }

    /** What is read of the row groups of a file that have rows. */
    List<PageRowGroup> groups(ParquetFooter footer) {
        List<PageRowGroup> groups = new ArrayList<>();
        long rows = 0;
        for (int number = 0; number < footer.metaData().getRow_groupsSize(); number++) {
            RowGroup group = footer.metaData().getRow_groups().get(number);
            if (group.getNum_rows() > 0) {
                groups.add(group(footer, number, rows));
            }
            rows += group.getNum_rows();
        }
        return groups;
    }

    private PageRowGroup group(ParquetFooter footer, int number, long firstRow) {
        RowGroup group = footer.metaData().getRow_groups().get(number);
        List<PageColumn> columns = new ArrayList<>(reads.size());
        for (Field field : reads.fields()) {
            columns.add(column(footer, group, number, field.name()));
        }
        return new PageRowGroup(
                footer.path(), footer.name(), footer.bytes(), number, firstRow, group.getNum_rows(), columns);
    }

    private static PageColumn column(ParquetFooter footer, RowGroup group, int number, String name) {
        StoredColumn stored = footer.find(name).orElseThrow();
        ColumnMetaData chunk = stored.isMissing()
                ? NOTHING
                : group.getColumns().get(stored.leaf()).getMeta_data();
        PageColumn column = new PageColumn(
                name,
                stored.storedType(),
                stored.typeLength(),
                stored.type()
                        .map(type -> type.isDecimal() ? type.precision() : 0)
                        .orElse(0),
                stored.nullable(),
                chunk);
        if (stored.storedType() == StoredType.ALWAYS_NULL) {
            return column;
        }
        check(footer, group, number, column);
        return column.withChunk(
                OldWriters.corrected(footer.metaData().getCreated_by(), chunk, column.start(), footer.bytes()));
    }

    private static void check(ParquetFooter footer, RowGroup group, int number, PageColumn column) {
        String place = "row group " + (number + 1) + ", column " + PlainText.line(column.name());
        if (column.chunk().getNum_values() != group.getNum_rows()) {
            throw FooterReader.damaged(
                    footer.path(),
                    place + ", has " + column.chunk().getNum_values() + " values in " + group.getNum_rows() + " rows");
        }
    }
}
