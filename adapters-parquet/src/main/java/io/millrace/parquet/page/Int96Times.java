package io.millrace.parquet.page;

/** INT96 times: nanoseconds of a day in 8 bytes, then the Julian day in 4. Microseconds are floored. */
final class Int96Times implements LongValues {
    private static final int BYTES = 12;
    private static final long EPOCH = 2_440_588;
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long NANOS_PER_MICRO = 1_000;

    private final FixedBinary values = new FixedBinary(BYTES);

    @Override
    public void start(byte[] bytes, int from, int to) {
        values.start(bytes, from, to);
    }

    @Override
    public void read(long[] target, int at, int count) {
        for (int i = 0; i < count; i++) {
            values.next();
            long nanos = LittleEndian.int64(values.bytes, values.offset);
            long day = LittleEndian.int32(values.bytes, values.offset + Long.BYTES);
            target[at + i] = micros(day - EPOCH, Math.floorDiv(nanos, NANOS_PER_MICRO), i);
        }
    }

    private static long micros(long day, long micros, int index) {
        try {
            return Math.addExact(Math.multiplyExact(day, MICROS_PER_DAY), micros);
        } catch (ArithmeticException e) {
            throw new ValueProblem(
                    index, "the time on day " + day + " lies outside the years that microseconds can count");
        }
    }
}
