package io.millrace.parquet;

import io.millrace.core.port.InputFile;
import io.millrace.core.port.ReadLimits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Type;

/**
 * What a file's footer says, checked against itself and against the file's size. Nothing here reads rows or loads the
 * native library.
 */
record ParquetFooter(Path path, long bytes, long rows, FileMetaData metaData, List<StoredColumn> columns) {
    /** Equal values in one page take next to nothing, but there is always a page, and its place in the footer. */
    private static final long MOST_ROWS_PER_BYTE = 1 << 20;

    /**
     * @param dataEnd where the footer begins: columns lie before it
     */
    static ParquetFooter of(Path path, long bytes, long dataEnd, FileMetaData metaData, ReadLimits limits) {
        SchemaTree.Columns tree = SchemaTree.columns(path, metaData.getSchema(), limits);
        ColumnPlaces places = new ColumnPlaces(path, dataEnd);
        long rows = 0;
        boolean[] encrypted = new boolean[tree.leafTypes().size()];
        for (RowGroup group : metaData.getRow_groups()) {
            if (group.getNum_rows() < 0
                    || group.getColumnsSize() != tree.leafTypes().size()) {
                throw FooterReader.damaged(path, "its row groups do not fit its schema");
            }
            if (group.getNum_rows() > MOST_ROWS_PER_BYTE * bytes - rows) {
                throw FooterReader.damaged(
                        path,
                        "its row groups tell of more than " + MOST_ROWS_PER_BYTE * bytes
                                + " rows, which is more than its " + bytes + " bytes can hold");
            }
            rows += group.getNum_rows();
            for (int leaf = 0; leaf < encrypted.length; leaf++) {
                ColumnChunk chunk = group.getColumns().get(leaf);
                encrypted[leaf] |= chunk.isSetCrypto_metadata() || chunk.getMeta_data() == null;
                check(path, chunk, tree.leafTypes().get(leaf));
                if (chunk.getMeta_data() != null) {
                    places.add(chunk.getMeta_data(), group.getNum_rows());
                }
            }
        }
        places.checkDisjoint();
        // The sum goes before the total that the footer states: some writers leave that at 0.
        return new ParquetFooter(path, bytes, rows, metaData, withoutEncrypted(tree.columns(), encrypted));
    }

    private static void check(Path path, ColumnChunk chunk, Type type) {
        if (chunk.isSetFile_path()) {
            throw FooterReader.damaged(path, "it keeps columns in another file, " + chunk.getFile_path());
        }
        ColumnMetaData column = chunk.getMeta_data();
        if (column == null) {
            return;
        }
        if (column.getType() != type) {
            throw FooterReader.damaged(path, "a column is of another type in a row group than in its schema");
        }
    }

    private static List<StoredColumn> withoutEncrypted(List<StoredColumn> columns, boolean[] encrypted) {
        List<StoredColumn> checked = new ArrayList<>(columns.size());
        for (StoredColumn column : columns) {
            boolean any = false;
            for (int i = 0; i < column.leaves(); i++) {
                any |= encrypted[column.leaf() + i];
            }
            checked.add(any ? column.unreadable("encrypted") : column);
        }
        return checked;
    }

    /** The file's name for people and for the accounting: its path as given. */
    String name() {
        return path.toString();
    }

    Optional<StoredColumn> find(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** The same with a column of nulls for each that it lacks. */
    ParquetFooter withAll(List<String> names) {
        List<StoredColumn> all = new ArrayList<>(columns);
        names.stream()
                .filter(name -> find(name).isEmpty())
                .map(StoredColumn::missing)
                .forEach(all::add);
        return new ParquetFooter(path, bytes, rows, metaData, all);
    }

    /** The compressed bytes of a readable column in all row groups. */
    long compressedBytes(StoredColumn column) {
        if (column.isMissing()) {
            return 0;
        }
        long sum = 0;
        for (RowGroup group : metaData.getRow_groups()) {
            sum += group.getColumns().get(column.leaf()).getMeta_data().getTotal_compressed_size();
        }
        return sum;
    }

    InputFile describe() {
        List<InputFile.FileColumn> described = new ArrayList<>(columns.size());
        for (StoredColumn column : columns) {
            InputFile.Statistics statistics =
                    column.isReadable() ? ColumnStatistics.of(metaData, column) : InputFile.Statistics.UNKNOWN;
            described.add(new InputFile.FileColumn(
                    column.name(), column.storedAs(), column.type(), column.nullable(), statistics));
        }
        return new InputFile(name(), bytes, OptionalLong.of(rows), metaData.getRow_groupsSize(), described);
    }
}
