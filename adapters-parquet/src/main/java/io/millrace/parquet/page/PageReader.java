package io.millrace.parquet.page;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.port.BatchReader;
import io.millrace.core.port.RowPlace;
import io.millrace.core.run.InputException;
import io.millrace.core.text.PlainText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a row group page by page. */
final class PageReader implements BatchReader {
    private final PageRowGroup group;
    private final FileChannel channel;
    private final PageReaders owner;
    private PageReaders.@Nullable Workspace workspace;
    private long rowsRead;
    private long bytesRead;

    private PageReader(PageRowGroup group, FileChannel channel, PageReaders.Workspace workspace, PageReaders owner) {
        this.group = group;
        this.channel = channel;
        this.workspace = workspace;
        this.owner = owner;
        workspace.allowance().start(group);
        for (int i = 0; i < group.columns().size(); i++) {
            workspace.columns().get(i).start(channel, group.columns().get(i), group.bytes());
        }
    }

    static PageReader open(PageRowGroup group, PageReaders.Workspace workspace, PageReaders owner) {
        FileChannel channel = null;
        try {
            channel = FileChannel.open(group.path());
            if (channel.size() != group.bytes()) {
                throw new IOException("it was changed after its footer was read: it had " + group.bytes()
                        + " bytes, and now has " + channel.size());
            }
            return new PageReader(group, channel, workspace, owner);
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw unreadable(group, e);
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel, IOException problem) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            problem.addSuppressed(e);
        }
    }

    @Override
    public @Nullable ColumnBatch next() {
        PageReaders.Workspace now = Objects.requireNonNull(workspace, "the reader is closed");
        if (rowsRead == group.rows()) {
            return null;
        }
        ColumnBatch batch = now.batch();
        batch.clear();
        int rows = (int) Math.min(batch.capacity(), group.rows() - rowsRead);
        for (ColumnReader column : now.columns()) {
            rows = advise(column, rows);
        }
        boolean last = rowsRead + rows == group.rows();
        long bytes = 0;
        for (ColumnReader column : now.columns()) {
            read(column, rows, last);
            bytes += column.bytesRead();
        }
        batch.rowCount(rows);
        rowsRead += rows;
        bytesRead = bytes;
        return batch;
    }

    private int advise(ColumnReader column, int rows) {
        try {
            return column.advise(rows);
        } catch (Damage e) {
            throw damaged(column, e);
        } catch (Allowance.Excess e) {
            throw excessive(column, e);
        } catch (IOException e) {
            throw unreadable(group, e);
        } catch (RuntimeException e) {
            throw undecodable(column, e);
        }
    }

    private void read(ColumnReader column, int rows, boolean last) {
        try {
            column.read(rows);
            if (last) {
                column.checkEnd();
            }
        } catch (ValueProblem e) {
            throw new InputException(
                    group.name() + ", row " + (group.firstRow() + rowsRead + e.index() + 1) + ", column "
                            + column.column().name() + ": " + e.getMessage(),
                    e);
        } catch (Damage e) {
            throw damaged(column, e);
        } catch (Allowance.Excess e) {
            throw excessive(column, e);
        } catch (IOException e) {
            throw unreadable(group, e);
        } catch (RuntimeException e) {
            throw undecodable(column, e);
        }
    }

    /** The last line of defence: decoders check what they are told, and this is for what they missed. */
    private InputException undecodable(ColumnReader column, RuntimeException problem) {
        return damaged(column, new Damage("it cannot be decoded", problem));
    }

    private InputException damaged(ColumnReader column, Damage damage) {
        return new InputException(group.name() + " is damaged: " + place(column) + ": " + damage.getMessage(), damage);
    }

    private InputException excessive(ColumnReader column, Allowance.Excess excess) {
        return new InputException(
                group.name() + " asks for too much: " + place(column) + ": " + excess.getMessage(), excess);
    }

    private String place(ColumnReader column) {
        return "row group " + (group.number() + 1) + ", column "
                + PlainText.line(column.column().name()) + ", " + column.place();
    }

    private static InputException unreadable(PageRowGroup group, IOException problem) {
        if (problem instanceof NoSuchFileException) {
            return new InputException(group.name() + ": there is no such file", problem);
        }
        if (problem instanceof AccessDeniedException) {
            return new InputException(group.name() + " cannot be read: permission denied", problem);
        }
        String reason = problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
        return new InputException(group.name() + " cannot be read: " + reason, problem);
    }

    @Override
    public RowPlace place(int row, List<Integer> columns) {
        int batchRows = Objects.requireNonNull(workspace, "the reader is closed")
                .batch()
                .rowCount();
        return RowPlace.ofRow(group.firstRow() + rowsRead - batchRows + row + 1);
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public void close() {
        owner.giveBack(workspace);
        workspace = null;
        try {
            channel.close();
        } catch (IOException e) {
            throw unreadable(group, e);
        }
    }
}
