package io.millrace.csv;

/**
 * Cuts rows into fields.
 *
 * <p>A row begins where a line begins. It ends at the first line end outside of quotes, if until there it has as many fields
 * as there are columns, its quotes are right, and it is no longer than allowed; else it is broken, and only the line on which
 * it began is its own. So what a row is depends on nothing before its line.
 */
final class RowTokenizer {
    /** The row goes on beyond the block. */
    static final int INCOMPLETE = -1;
    /** The row is broken; {@link #problem} tells why. */
    static final int BROKEN = -2;

    /** Any number of fields. */
    static final int ANY = -1;

    /** So many are looked at together. */
    static final int WORDS = 8;

    /** Gathers the bits of eight bytes in the highest one. */
    private static final long GATHER = 0x0102_0408_1020_4080L;

    /** Line ends are among the bytes below this. */
    private static final int CONTROLS = 0x0e;

    /** Bytes behind their line that may be looked at for rows which then are broken: so many, and so many times that line. */
    private static final long MOST_SEARCHED = 1L << 28;

    private static final int MOST_TIMES_SEARCHED = 16;

    private enum Problem {
        FIELDS,
        OPEN_QUOTE,
        AFTER_QUOTE,
        TOO_LONG
    }

    private final Syntax syntax;
    private final Block block;
    private final FieldTable table;
    private final long delimiters;
    private final long quotes;
    private final long escapes;
    private int[] targets = new int[0];
    private int expected;

    private int start;
    private boolean isRow;
    private boolean escaped;
    private int fields;
    private int reached;
    private long searched;
    private Problem problem = Problem.FIELDS;

    RowTokenizer(Syntax syntax, Block block, FieldTable table) {
        this.syntax = syntax;
        this.block = block;
        this.table = table;
        this.delimiters = Words.of(syntax.delimiter());
        this.quotes = Words.of(syntax.quote());
        this.escapes = syntax.escape() == Syntax.NOTHING ? quotes : Words.of(syntax.escape());
    }

    /**
     * Which fields are read.
     *
     * @param expectedFields how many a row has, or {@link #ANY}
     * @param columns the column of the table that each field goes to; negative, or beyond the array, where to none
     */
    void start(int expectedFields, int[] columns) {
        expected = expectedFields;
        targets = table.targets(Math.max(0, expectedFields), columns);
    }

    /**
     * Cuts rows as long as they are like most: complete, not long, with the right number of fields, none of them in quotes. They are added
     * to the table.
     *
     * @param until rows that begin there or behind are not wanted
     * @param most how many rows the table may have
     * @return where the next row begins
     */
    int plainRows(int from, int until, int most) {
        byte[] bytes = block.bytes();
        int[] starts = table.starts;
        int[] ends = table.ends;
        int[] targets = this.targets;
        int delimiter = syntax.delimiter();
        int quote = syntax.quote();
        int comment = syntax.comment();
        int longest = Math.min(syntax.mostRowBytes(), CsvReader.LONG - 2);
        int last = block.limit() - 1;
        int row = table.count;
        int rowStart = from;
        int base = from;
        long mask = from < last ? ends(bytes, base) : 0;
        rows:
        while (row < most && rowStart < until) {
            int place = rowStart;
            int end;
            int field = 0;
            if (bytes[place] == comment || bytes[place] == quote) {
                break;
            }
            while (true) {
                while (mask == 0) {
                    base += Long.SIZE;
                    if (base >= last) {
                        break rows;
                    }
                    mask = ends(bytes, base);
                }
                end = base + Long.numberOfTrailingZeros(mask);
                mask &= mask - 1;
                byte next = bytes[end];
                if (next == delimiter || next == '\n' || next == '\r') {
                    int at = targets[field] + row;
                    starts[at] = place;
                    ends[at] = end;
                    field++;
                    place = end + 1;
                    if (next != delimiter) {
                        break;
                    }
                    if (bytes[place] == quote || field == expected) {
                        break rows;
                    }
                }
            }
            if (end >= last || field != expected || end - rowStart > longest) {
                break;
            }
            table.rowStarts[row] = rowStart;
            table.rowEnds[row] = end;
            row++;
            rowStart = end + 1;
            if (bytes[end] == '\r' && bytes[rowStart] == '\n') {
                rowStart++;
                if (mask == 0) {
                    base += Long.SIZE;
                    mask = ends(bytes, base);
                }
                mask &= mask - 1;
            }
        }
        table.count = row;
        return rowStart;
    }

    /** A bit for each of 64 bytes that is a delimiter or a control character, and for some others behind those. */
    private long ends(byte[] bytes, int from) {
        return ends(Words.at(bytes, from))
                | ends(Words.at(bytes, from + 8)) << 8
                | ends(Words.at(bytes, from + 16)) << 16
                | ends(Words.at(bytes, from + 24)) << 24
                | ends(Words.at(bytes, from + 32)) << 32
                | ends(Words.at(bytes, from + 40)) << 40
                | ends(Words.at(bytes, from + 48)) << 48
                | ends(Words.at(bytes, from + 56)) << 56;
    }

    private long ends(long word) {
        return (found(word) >>> 7) * GATHER >>> 56;
    }

    /** The high bit of each byte that is a delimiter or a control character, and of some others above those. */
    private long found(long word) {
        long delimiter = word ^ delimiters;
        return (delimiter - Words.ONES & ~delimiter | word - CONTROLS * Words.ONES & ~word) & Words.HIGHS;
    }

    /**
     * Cuts the row that begins there, which is before the end of the input, and puts its fields behind the rows of the table
     * without counting it.
     *
     * @return where the next line begins, {@link #INCOMPLETE} or {@link #BROKEN}
     * @throws Refused where too many rows were broken far from their line
     */
    int row(int from) throws Refused {
        byte[] bytes = block.bytes();
        start = from;
        isRow = true;
        if (bytes[from] == syntax.comment() && from < block.limit()) {
            return comment(from);
        }
        int row = table.count;
        int limit = expected == ANY ? Integer.MAX_VALUE : expected;
        int place = from;
        int field = 0;
        while (true) {
            int begin = place;
            int end;
            if (bytes[place] == syntax.quote() && place < block.limit()) {
                int closing = closingQuote(place + 1);
                if (closing < 0) {
                    fields = field + 1;
                    return closing == BROKEN ? broken(from, Problem.OPEN_QUOTE) : incomplete(from);
                }
                begin++;
                end = closing | FieldTable.QUOTED | (escaped ? FieldTable.ESCAPED : 0);
                place = closing + 1;
                if (!endsField(bytes[place])) {
                    fields = field + 1;
                    reached = place;
                    return broken(from, Problem.AFTER_QUOTE);
                }
            } else {
                place = fieldEnd(bytes, place);
                end = place;
            }
            if (field < targets.length) {
                table.starts[targets[field] + row] = begin;
                table.ends[targets[field] + row] = end;
            }
            field++;
            if (bytes[place] != syntax.delimiter()) {
                break;
            }
            place++;
            if (field == limit) {
                field++;
                break;
            }
        }
        fields = field;
        return ended(from, place, limit);
    }

    private int ended(int from, int place, int limit) throws Refused {
        reached = place;
        boolean tooMany = fields > limit;
        if (!tooMany && block.endsIn(place)) {
            return incomplete(from);
        }
        if (place - from > syntax.mostRowBytes()) {
            return broken(from, Problem.TOO_LONG);
        }
        if (tooMany || fields < limit && expected != ANY) {
            if (place > from) {
                return broken(from, Problem.FIELDS);
            }
            isRow = false;
        }
        table.rowStarts[table.count] = from;
        table.rowEnds[table.count] = place;
        return block.afterLineEnd(place);
    }

    private int comment(int from) throws Refused {
        isRow = false;
        int end = block.lineEnd(from);
        reached = end;
        if (block.endsIn(end)) {
            return incomplete(from);
        }
        return end - from > syntax.mostRowBytes() ? broken(from, Problem.TOO_LONG) : block.afterLineEnd(end);
    }

    private int incomplete(int from) throws Refused {
        return reached - from > syntax.mostRowBytes() ? broken(from, Problem.TOO_LONG) : INCOMPLETE;
    }

    /** What is too long is so whatever else is wrong with it: else it would depend on how much of it is in memory. */
    private int broken(int from, Problem found) throws Refused {
        problem = reached - from > syntax.mostRowBytes() ? Problem.TOO_LONG : found;
        int line = block.lineEnd(from) - from;
        searched = Math.max(0, searched + reached - from - (long) MOST_TIMES_SEARCHED * line);
        if (searched > MOST_SEARCHED) {
            throw Refused.excessive(
                    "line after line opens a quote that is wrong only far behind it, and each would be searched"
                            + " for anew; are the quotes those of another --quote or --delimiter?");
        }
        return BROKEN;
    }

    private boolean endsField(byte next) {
        return next == syntax.delimiter() || next == '\n' || next == '\r';
    }

    /** The place of the first delimiter or line end. */
    private int fieldEnd(byte[] bytes, int from) {
        int place = from;
        while (true) {
            long found = found(Words.at(bytes, place));
            if (found != 0) {
                place += Words.first(found);
                if (endsField(bytes[place])) {
                    return place;
                }
                place++;
            } else {
                place += Long.BYTES;
            }
        }
    }

    /** The place of the quote that ends the field; {@link #INCOMPLETE} or, where the input ends before, {@link #BROKEN}. */
    private int closingQuote(int from) {
        byte[] bytes = block.bytes();
        int limit = block.limit();
        escaped = false;
        int place = from;
        while (true) {
            place = quoteOrEscape(bytes, place, limit);
            boolean escape = place < limit && bytes[place] == syntax.escape();
            if (place >= limit || place + 1 == limit && (escape || !block.atEnd())) {
                reached = limit;
                return block.atEnd() ? BROKEN : INCOMPLETE;
            }
            if (!escape && (bytes[place + 1] != syntax.quote() || place + 1 == limit)) {
                return place;
            }
            escaped = true;
            place += 2;
        }
    }

    /**
     * The end of the line that begins there, where no quoted field goes on behind it: the next line then begins a row, whether
     * or not this one is broken. Negative where that is not so, or not known without {@link #row}.
     *
     * @param on a place on the line before which it has no quote
     */
    int lineEndOutsideOfQuotes(int from, int on) {
        byte[] bytes = block.bytes();
        if (bytes[from] == syntax.comment()) {
            return block.lineEnd(from);
        }
        int place = on;
        boolean begins = on == from || bytes[on - 1] == syntax.delimiter();
        while (true) {
            if (begins && bytes[place] == syntax.quote()) {
                place = closingQuoteOnLine(bytes, place + 1) + 1;
                if (place == 0) {
                    return INCOMPLETE;
                }
            }
            place = fieldEnd(bytes, place);
            if (bytes[place] != syntax.delimiter()) {
                return place;
            }
            place++;
            begins = true;
        }
    }

    /** The quote that ends the field; negative where it is not on this line, or at the end of the block. */
    private int closingQuoteOnLine(byte[] bytes, int from) {
        int last = block.limit() - 1;
        int place = from;
        while (place < last) {
            long word = Words.at(bytes, place);
            long found = Words.zeros(word ^ quotes) | Words.zeros(word ^ escapes) | Words.below(word, CONTROLS);
            place += found == 0 ? Long.BYTES : Words.first(found);
            if (found != 0 && place < last) {
                byte next = bytes[place];
                if (next == syntax.escape() || next == syntax.quote() && bytes[place + 1] == syntax.quote()) {
                    place += 2;
                } else if (next == syntax.quote()) {
                    return place;
                } else if (next == '\n' || next == '\r') {
                    return INCOMPLETE;
                } else {
                    place++;
                }
            }
        }
        return INCOMPLETE;
    }

    private int quoteOrEscape(byte[] bytes, int from, int limit) {
        int place = from;
        while (place < limit) {
            long word = Words.at(bytes, place);
            long found = Words.zeros(word ^ quotes) | Words.zeros(word ^ escapes);
            if (found != 0) {
                return place + Words.first(found);
            }
            place += Long.BYTES;
        }
        return limit;
    }

    /** Whether it was a row, not a comment or an empty line. */
    boolean isRow() {
        return isRow;
    }

    /** The number of fields of the row, or of those that were looked at. */
    int fields() {
        return fields;
    }

    /** Whether the row is broken because of its number of fields or bytes, and not of one field. */
    boolean isOfWholeRow() {
        return problem == Problem.FIELDS || problem == Problem.TOO_LONG;
    }

    /** Where what is wrong with a broken row was noticed. */
    int reached() {
        return Math.min(reached, block.limit());
    }

    private String count() {
        int count = fields;
        int place = reached;
        int lineEnd = block.lineEnd(start);
        if (fields > expected && (lineEnd < place || lineEnd - start > syntax.mostRowBytes())) {
            return "more than " + expected;
        }
        while (fields > expected) {
            int end = block.bytes()[place] == syntax.quote()
                    ? closingQuote(place + 1) + 1
                    : fieldEnd(block.bytes(), place);
            if (end <= 0 || lineEnd < end || !endsField(block.bytes()[end])) {
                return "more than " + expected;
            }
            if (block.bytes()[end] != syntax.delimiter()) {
                break;
            }
            count++;
            place = end + 1;
        }
        return Integer.toString(count);
    }

    /** What is wrong with a broken row whose line is in the block, in words. */
    String problem() {
        return switch (problem) {
            case FIELDS -> count() + (fields == 1 ? " field" : " fields") + " where " + syntax.names() + " " + expected;
            case OPEN_QUOTE -> "a quote is opened and never closed";
            case AFTER_QUOTE -> "text goes on after a closing quote; a quote within quotes is written twice";
            case TOO_LONG -> "a row of more than " + syntax.mostRowBytes() + " bytes; a quote may have been left open";
        };
    }
}
