package io.millrace.core.run;

import io.millrace.core.port.BadRow;
import io.millrace.core.port.Quarantine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bad rows as a CSV file {@code bad-rows.csv}, in the order of files and places: the same bytes whatever the threads. It takes its
 * place when the run commits; without commit nothing is left of it.
 */
public final class QuarantineFile implements Quarantine, AutoCloseable {
    /** The file's name. */
    public static final String NAME = "bad-rows.csv";

    private static final String HEADER = "file,line,offset,column,reason,raw\n";
    private static final long MOST_BYTES = 4 << 20;

    private final Path target;
    private final BadRowLimit limit;
    private final BadRowRuns rows;
    private @Nullable PendingFile pending;
    private long count;

    private QuarantineFile(Path target, BadRowLimit limit, BadRowRuns rows) {
        this.target = target;
        this.limit = limit;
        this.rows = rows;
    }

    /**
     * Starts an empty one.
     *
     * @param folder made where it does not exist
     * @throws ResourceException where it cannot be written
     */
    public static QuarantineFile in(Path folder, BadRowLimit limit) {
        return in(folder, limit, MOST_BYTES);
    }

    static QuarantineFile in(Path folder, BadRowLimit limit, long mostBytes) {
        Path target = folder.resolve(NAME);
        try {
            Files.createDirectories(folder);
            PendingFile.removeLeftovers(target);
            return new QuarantineFile(target, limit, new BadRowRuns(folder, mostBytes));
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    private static ResourceException failure(Path target, IOException cause) {
        return new ResourceException(
                "cannot write " + target + ": " + FileFailure.reason(cause)
                        + "; free space there, or choose another folder",
                cause);
    }

    @Override
    public synchronized void add(BadRow row) {
        count++;
        if (limit.forbids(count)) {
            throw new InputException(
                    "more than " + limit.rows() + " rows cannot be read, and --max-bad " + limit.text()
                            + " allows no more; run without --quarantine to see the first of them, correct them, or allow more");
        }
        try {
            rows.add(row);
        } catch (IOException e) {
            throw failure(target, e);
        }
    }

    /** The rows set aside so far. */
    public synchronized long count() {
        return count;
    }

    /** Where the file is, once it is committed. */
    public Path target() {
        return target;
    }

    /**
     * Writes the file aside, when no more rows come.
     *
     * @param read all rows that were read, those set aside among them
     * @throws InputException where too many of them were set aside
     */
    public synchronized void write(long read) {
        if (limit.forbids(count, read)) {
            throw new InputException(
                    count + " of " + read + " rows cannot be read, and --max-bad " + limit.text()
                            + " allows no more; run without --quarantine to see the first of them, correct them, or allow more");
        }
        PendingFile file = PendingFile.create(target);
        pending = file;
        write(file, HEADER);
        try {
            rows.forEach(row -> write(file, line(row)));
        } catch (IOException e) {
            throw failure(target, e);
        }
        file.finish();
    }

    private static void write(PendingFile file, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        file.write(utf8, 0, utf8.length);
    }

    private static String line(BadRow row) {
        return String.join(
                        ",",
                        quoted(row.file()),
                        row.line() < 0 ? "" : Long.toString(row.line()),
                        Long.toString(row.offset()),
                        quoted(row.column()),
                        quoted(row.reason()),
                        quoted(row.raw()))
                + "\n";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }

    /** Puts the file in its place, after {@link #write}. */
    public void commit() {
        Objects.requireNonNull(pending, "nothing was written").commit();
        PendingFile.flushFolder(target);
    }

    @Override
    public void close() {
        try {
            if (pending != null) {
                pending.close();
            }
        } finally {
            closeRows();
        }
    }

    private void closeRows() {
        try {
            rows.close();
        } catch (IOException e) {
            // All rows were read from there, or nobody needs them: the run is what it was.
        }
    }
}
