package io.millrace.npy;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.Problem;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.WrittenFile;
import io.millrace.core.run.DefinitionException;
import io.millrace.core.run.PendingFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes features as an array, and beside it the keys and the list of columns. What it writes is described at {@link NpyFormat}.
 * All files are on the disk before the first takes its place, and the matrix takes its own last: the list names the hash of the
 * matrix that it belongs to.
 */
final class NpySink implements MatrixSink {
    private final Path target;
    private final int leading;
    private final List<KeyColumn> keys = new ArrayList<>();
    private final List<Field> features = new ArrayList<>();
    private @Nullable NpyFile matrix;
    private @Nullable PendingFile list;
    private long rows;

    /**
     * @param leading the columns before the features
     */
    NpySink(Path target, int leading) {
        this.target = target;
        this.leading = leading;
    }

    /** @throws DefinitionException where features are texts */
    @Override
    public void open(Schema schema) {
        features.addAll(schema.fields().subList(leading, schema.size()));
        List<Problem> problems = features.stream()
                .filter(feature -> feature.type().kind() == DataType.Kind.TEXT)
                .map(this::problem)
                .toList();
        if (!problems.isEmpty()) {
            throw new DefinitionException(problems);
        }
        matrix = new NpyFile(target);
        for (int column = 0; column < leading; column++) {
            keys.add(new KeyColumn(column, schema.field(column), target));
        }
        list = PendingFile.create(NpyFormat.columnList(target));
    }

    private Problem problem(Field feature) {
        return new Problem(
                Problem.Cause.DEFINITION,
                "the feature " + feature.name() + " is text, and " + target + " holds numbers alone",
                new Problem.Place.InPart("features"),
                "leave it out, make numbers of it, such as case when " + feature.name()
                        + " = '…' then 1 else 0 end, or write .parquet, .csv or .arrow");
    }

    @Override
    public void write(ColumnBatch batch) {
        NpyFile opened = Objects.requireNonNull(matrix, "the sink is not open");
        keys.forEach(key -> key.write(batch));
        for (int row = 0; row < batch.rowCount(); row++) {
            for (int column = leading; column < batch.schema().size(); column++) {
                opened.put(Doubles.of(batch, column, row));
            }
        }
        rows += batch.rowCount();
    }

    @Override
    public Optional<WrittenFile> finish() {
        NpyFile opened = Objects.requireNonNull(matrix, "the sink is not open");
        WrittenFile written = opened.finish("<f8", "(" + rows + ", " + features.size() + ")");
        List<ColumnList.Key> files = new ArrayList<>();
        for (KeyColumn key : keys) {
            files.add(new ColumnList.Key(key.field(), key.finish(rows)));
        }
        byte[] json = ColumnList.print(written, rows, features, files).getBytes(StandardCharsets.UTF_8);
        PendingFile columns = Objects.requireNonNull(list);
        columns.write(json, 0, json.length);
        columns.finish();
        return Optional.of(written);
    }

    @Override
    public void commit() {
        keys.forEach(KeyColumn::commit);
        Objects.requireNonNull(list, "the sink is not open").commit();
        PendingFile.flushFolder(target);
        Objects.requireNonNull(matrix, "the sink is not open").commit();
    }

    @Override
    public void close() {
        List<AutoCloseable> open = new ArrayList<>(keys);
        if (list != null) {
            open.add(list);
        }
        if (matrix != null) {
            open.add(matrix);
        }
        closeAll(open, 0);
    }

    /** Closes all of them, whichever fails. */
    private static void closeAll(List<AutoCloseable> open, int from) {
        if (from == open.size()) {
            return;
        }
        try {
            open.get(from).close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            closeAll(open, from + 1);
        }
    }
}
