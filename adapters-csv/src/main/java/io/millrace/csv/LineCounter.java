package io.millrace.csv;

import java.io.IOException;

/** Tells on which line of its file a place of a block is. Nothing is counted unless it is asked, or could not be counted later. */
final class LineCounter {
    private final CsvFile file;
    private final Block block;
    private long countedTo;
    private long line;

    LineCounter(CsvFile file, Block block) {
        this.file = file;
        this.block = block;
        boolean plain = file.encoding().isPlain();
        this.countedTo = plain ? -1 : 0;
        this.line = plain ? 0 : 1;
    }

    /** The number of the line that begins at that place of the block, from 1. */
    long at(int place) throws IOException {
        long offset = block.offset() + place;
        if (countedTo < block.offset()) {
            line = file.lines().at(offset);
        } else if (countedTo <= offset) {
            line += LineNumbers.lineEnds(block.bytes(), (int) (countedTo - block.offset()), place);
        } else {
            line -= LineNumbers.lineEnds(block.bytes(), place, (int) (countedTo - block.offset()));
        }
        countedTo = offset;
        return line;
    }

    /** What is before that place may be forgotten by the block. */
    void beforeMove(int place) throws IOException {
        if (!file.encoding().isPlain()) {
            at(place);
        }
    }

    /** The line after the one that was last asked for begins there. */
    void nextLine(int place) {
        line++;
        countedTo = block.offset() + place;
    }
}
