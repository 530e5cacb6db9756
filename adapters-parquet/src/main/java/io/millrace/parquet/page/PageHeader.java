package io.millrace.parquet.page;

import static io.millrace.parquet.page.CompactReader.FALSE;
import static io.millrace.parquet.page.CompactReader.I32;
import static io.millrace.parquet.page.CompactReader.STOP;
import static io.millrace.parquet.page.CompactReader.STRUCT;
import static io.millrace.parquet.page.CompactReader.TRUE;

/** The header of a page, as far as a reader needs it; one object for all pages of a column. */
final class PageHeader {
    static final int DATA = 0;
    static final int INDEX = 1;
    static final int DICTIONARY = 2;
    static final int DATA_V2 = 3;
    private static final int MISSING = -1;

    int type;
    int uncompressedBytes;
    int compressedBytes;
    boolean hasChecksum;
    int checksum;
    /** Values, nulls included; entries of a dictionary. */
    int values;
    /** Parquet's number of the encoding of the values. */
    int encoding;
    /** The encoding of a data page's definition levels; version 1 only. */
    int levelEncoding;
    /** The bytes of both kinds of levels before the values; version 2 only. */
    int repetitionBytes;

    int definitionBytes;
    int nulls;
    boolean compressed;
    private boolean described;
    private final CompactReader reader = new CompactReader();

    /**
     * Reads a header.
     *
     * @return where it ends
     * @throws CompactReader.Truncated where it does not end before {@code to}
     */
    int read(byte[] bytes, int from, int to) {
        reader.start(bytes, from, to);
        type = MISSING;
        uncompressedBytes = MISSING;
        compressedBytes = MISSING;
        hasChecksum = false;
        values = MISSING;
        encoding = MISSING;
        levelEncoding = MISSING;
        repetitionBytes = MISSING;
        definitionBytes = MISSING;
        nulls = MISSING;
        compressed = true;
        described = false;
        for (int kind = reader.next(); kind != STOP; kind = reader.next()) {
            field(kind);
        }
        check();
        return reader.position();
    }

    private void field(int kind) {
        int number = reader.field();
        if (kind == STRUCT && number == 5) {
            struct(DATA);
        } else if (kind == STRUCT && number == 7) {
            struct(DICTIONARY);
        } else if (kind == STRUCT && number == 8) {
            struct(DATA_V2);
        } else if (kind == I32 && number <= 4) {
            int value = reader.int32();
            switch (number) {
                case 1 -> type = value;
                case 2 -> uncompressedBytes = value;
                case 3 -> compressedBytes = value;
                default -> {
                    checksum = value;
                    hasChecksum = true;
                }
            }
        } else {
            reader.skip(kind);
        }
    }

    private void struct(int owner) {
        int outer = reader.field();
        reader.field(0);
        boolean mine = owner == type;
        for (int kind = reader.next(); kind != STOP; kind = reader.next()) {
            if (mine && kind == I32) {
                number(owner, reader.field(), reader.int32());
            } else if (mine && owner == DATA_V2 && reader.field() == 7 && (kind == TRUE || kind == FALSE)) {
                compressed = kind == TRUE;
            } else {
                reader.skip(kind);
            }
        }
        described |= mine;
        reader.field(outer);
    }

    private void number(int owner, int field, int value) {
        if (field == 1) {
            values = value;
        } else if (owner == DATA_V2) {
            switch (field) {
                case 2 -> nulls = value;
                case 4 -> encoding = value;
                case 5 -> definitionBytes = value;
                case 6 -> repetitionBytes = value;
                default -> {}
            }
        } else if (field == 2) {
            encoding = value;
        } else if (field == 3) {
            levelEncoding = value;
        }
    }

    private void check() {
        if (compressedBytes < 0 || uncompressedBytes < 0) {
            throw new Damage("its header tells of " + compressedBytes + " compressed and " + uncompressedBytes
                    + " uncompressed bytes");
        }
        if (type == INDEX) {
            return;
        }
        if (type != DATA && type != DICTIONARY && type != DATA_V2 || !described) {
            throw new Damage("its header is none of a data page or a dictionary");
        }
        if (values < 0) {
            throw new Damage("its header tells of " + values + " values");
        }
        if (type == DATA_V2
                && (definitionBytes < 0
                        || repetitionBytes < 0
                        || (long) definitionBytes + repetitionBytes > Math.min(compressedBytes, uncompressedBytes))) {
            throw new Damage("its header tells of levels of " + definitionBytes + " and " + repetitionBytes + " bytes");
        }
    }
}
