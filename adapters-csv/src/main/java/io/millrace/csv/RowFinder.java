package io.millrace.csv;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** Finds where the rows of a file begin, without reading their fields. Lines without quotes are passed over. */
final class RowFinder {
    /** The block has no room for what must be looked through. */
    static final long NO_ROOM = -1;

    private static final int PIECE = 1 << 18;

    private final Syntax syntax;
    private final FileChannel channel;
    private final Block block;
    private final RowTokenizer tokenizer;
    private final long quotes;

    /**
     * @param block has the bytes from where the search begins
     * @param fields how many a row has
     */
    RowFinder(Syntax syntax, FileChannel channel, Block block, int fields) {
        this.syntax = syntax;
        this.channel = channel;
        this.block = block;
        this.tokenizer = new RowTokenizer(syntax, block, new FieldTable(0, 1));
        this.quotes = Words.of(syntax.quote());
        tokenizer.start(fields, new int[0]);
    }

    /** A finder with a block of its own. */
    static RowFinder from(Syntax syntax, FileChannel channel, long offset, int fields) throws IOException {
        Block block = new Block(PIECE, CsvReader.LONG);
        block.allow((int) Math.min(syntax.mostRowBytes(), channel.size()));
        block.start(Input.of(channel, offset), offset);
        return new RowFinder(syntax, channel, block, fields);
    }

    /**
     * The beginning of the first row at or after a place in the file; the file's end where there is none. Or {@link #NO_ROOM},
     * which cannot be where the block need not keep what it has.
     *
     * @param from where a row begins, in the block or behind its end
     * @param keep whether the block must keep what it has
     */
    long first(long from, long atLeast, boolean keep) throws IOException {
        long kept = block.offset();
        long row = from;
        while (row != NO_ROOM && row < atLeast) {
            if (!keep && row > block.offset() + block.limit()) {
                // behind a line that was too long to be held
                block.start(Input.of(channel, row), row);
            }
            int place = (int) (row - block.offset());
            if (place >= block.limit()) {
                if (block.atEnd()) {
                    return row;
                }
                row = more(keep ? 0 : place, place);
            } else {
                row = after(place, atLeast, keep ? (int) (kept - block.offset()) : -1);
            }
        }
        return row;
    }

    /**
     * Where a row begins behind those that are lines without quotes: after the first line with a quote, or the last one before the
     * place. Or that row itself, where the block now has more of it.
     *
     * @param from where a row begins
     */
    private long after(int from, long atLeast, int keep) throws IOException {
        int bound = (int) Math.min(block.limit(), atLeast - block.offset());
        int quote = syntax.quotes() ? Words.indexOf(block.bytes(), from, bound, quotes) : bound;
        int on = Math.min(quote, bound - 1);
        int row = block.lineEnd(from) >= on ? from : block.lineStart(from, on);
        int end = tokenizer.lineEndOutsideOfQuotes(row, quote < bound ? quote : row);
        if (end >= 0 && !block.endsIn(end)) {
            return block.offset() + block.afterLineEnd(end);
        }
        return after(row, keep);
    }

    private long after(int row, int keep) throws IOException {
        int next = tokenizer.row(row);
        if (next >= 0) {
            return block.offset() + next;
        }
        if (next == RowTokenizer.BROKEN) {
            int lineEnd = block.lineEnd(row);
            if (!block.endsIn(lineEnd)) {
                return block.offset() + block.afterLineEnd(lineEnd);
            }
            if (lineEnd - row > syntax.mostRowBytes()) {
                return nextLine(block.offset() + lineEnd);
            }
        }
        return more(keep < 0 ? row : keep, row);
    }

    private long more(int keep, int row) throws IOException {
        if (!block.fits(keep)) {
            return NO_ROOM;
        }
        long place = block.offset() + row;
        block.more(keep, row);
        return place;
    }

    /** Where the line begins that follows the one of that place, however long it is. */
    private long nextLine(long place) throws IOException {
        Block ahead = new Block(PIECE);
        ahead.start(Input.of(channel, place), place);
        int from = 0;
        while (true) {
            int end = ahead.lineEnd(from);
            if (!ahead.endsIn(end)) {
                return ahead.offset() + ahead.afterLineEnd(end);
            }
            from = end - ahead.more(end, end);
        }
    }
}
