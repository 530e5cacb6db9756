package io.millrace.parquet.page;

/** Reads structs of Thrift's compact protocol from a byte array; allocates nothing, whatever lengths it is told. */
final class CompactReader {
    static final int STOP = 0;
    static final int TRUE = 1;
    static final int FALSE = 2;
    static final int I32 = 5;
    static final int STRUCT = 12;

    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int DEEPEST = 16;

    private byte[] bytes = new byte[0];
    private int position;
    private int end;
    private int field;

    /** The bytes ended before the struct did. */
    static final class Truncated extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Truncated() {
            super("its header is cut off", null, false, false);
        }
    }

    void start(byte[] source, int from, int to) {
        bytes = source;
        position = from;
        end = to;
        field = 0;
    }

    int position() {
        return position;
    }

    /** The number of the field that {@link #next} came to. */
    int field() {
        return field;
    }

    void field(int number) {
        field = number;
    }

    /** Goes to the next field of the struct and returns the type of its value; {@link #STOP} at the struct's end. */
    int next() {
        int head = int8();
        int type = head & 0xf;
        if (type != STOP) {
            int delta = head >>> 4 & 0xf;
            field = delta == 0 ? int32() : field + delta;
        }
        return type;
    }

    private byte int8() {
        if (position >= end) {
            throw new Truncated();
        }
        return bytes[position++];
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            byte next = int8();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new Damage("its header has a number of more than 10 bytes");
    }

    int int32() {
        long raw = varint();
        long value = raw >>> 1 ^ -(raw & 1);
        if (value != (int) value) {
            throw new Damage("its header has a number that is too large: " + value);
        }
        return (int) value;
    }

    void skip(int type) {
        skip(type, 0);
    }

    private void skip(int type, int depth) {
        if (depth > DEEPEST) {
            throw new Damage("its header is nested too deeply");
        }
        switch (type) {
            case TRUE, FALSE -> {}
            case BYTE -> pass(1);
            case I16, I32, I64 -> varint();
            case DOUBLE -> pass(Double.BYTES);
            case BINARY -> pass(varint());
            case LIST, SET -> skipList(depth);
            case MAP -> skipMap(depth);
            case STRUCT -> skipStruct(depth);
            default -> throw new Damage("its header has a value of the unknown type " + type);
        }
    }

    private void pass(long length) {
        if (length < 0 || length > Integer.MAX_VALUE) {
            throw new Damage("its header tells of " + Long.toUnsignedString(length) + " bytes");
        }
        if (length > end - position) {
            throw new Truncated();
        }
        position += (int) length;
    }

    private void skipList(int depth) {
        int head = int8() & 0xff;
        long size = head >>> 4 == 0xf ? varint() : head >>> 4;
        for (long i = 0; i < size; i++) {
            skipElement(head & 0xf, depth);
        }
    }

    private void skipMap(int depth) {
        long size = varint();
        int types = size == 0 ? 0 : int8() & 0xff;
        for (long i = 0; i < size; i++) {
            skipElement(types >>> 4, depth);
            skipElement(types & 0xf, depth);
        }
    }

    /** In a list a truth takes a byte, so that every element takes at least one and none goes on for ever. */
    private void skipElement(int type, int depth) {
        if (type == TRUE || type == FALSE) {
            pass(1);
        } else {
            skip(type, depth + 1);
        }
    }

    private void skipStruct(int depth) {
        int outer = field;
        field = 0;
        for (int type = next(); type != STOP; type = next()) {
            skip(type, depth + 1);
        }
        field = outer;
    }
}
