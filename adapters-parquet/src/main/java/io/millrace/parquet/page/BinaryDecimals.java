package io.millrace.parquet.page;

import io.millrace.parquet.DecimalTypes;

/** Decimals as big-endian integers of any length. */
final class BinaryDecimals implements LongValues {
    private final BinaryValues values;
    private final int precision;
    private final long most;

    BinaryDecimals(BinaryValues values, int precision) {
        this.values = values;
        this.precision = precision;
        this.most = DecimalTypes.most(precision);
    }

    static ValueProblem tooLong(int index, int precision) {
        return new ValueProblem(index, "its value has more than the " + precision + " digits of its type");
    }

    @Override
    public void start(byte[] bytes, int from, int to) {
        values.start(bytes, from, to);
    }

    @Override
    public void read(long[] target, int at, int count) {
        for (int i = 0; i < count; i++) {
            values.next();
            target[at + i] = number(i);
        }
    }

    private long number(int index) {
        int length = values.length;
        if (length == 0) {
            throw new ValueProblem(index, "a decimal of no bytes is no number");
        }
        long number = values.bytes[values.offset] >> Byte.SIZE - 1;
        int surplus = length - Long.BYTES;
        for (int i = 0; i < length; i++) {
            byte next = values.bytes[values.offset + i];
            if (i < surplus && next != (byte) number) {
                throw tooLong(index, precision);
            }
            number = i < surplus ? number : number << Byte.SIZE | next & 0xff;
        }
        boolean signKept = length < Long.BYTES || (number < 0) == (values.bytes[values.offset] < 0);
        if (!signKept || number < -most || number > most) {
            throw tooLong(index, precision);
        }
        return number;
    }
}
