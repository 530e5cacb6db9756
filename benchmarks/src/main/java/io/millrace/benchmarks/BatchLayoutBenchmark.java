package io.millrace.benchmarks;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DictionaryEncoder;
import io.millrace.core.event.Field;
import io.millrace.core.event.LongVector;
import io.millrace.core.event.Schema;
import io.millrace.core.event.TextVector;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VarCharVector;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Why batches are primitive arrays with text as codes: the sum of a column over the rows whose text equals a literal,
 * over one batch of 65,536 rows, from primitive arrays and from Arrow vectors, whose checks for bounds and nulls are
 * off. Both sums are compared first.
 *
 * <p>Run: {@code java -jar benchmarks/target/millrace/lib/benchmarks.jar BatchLayout}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-Dsun.misc.unsafe.memory.access=allow",
            "-Darrow.enable_unsafe_memory_access=true",
            "-Darrow.enable_null_check_for_get=false"
        })
public class BatchLayoutBenchmark {
    private static final int ROWS = ColumnBatch.MAX_ROWS;
    private static final String[] TYPES = {"page_view", "video_start", "video_complete", "search", "share"};
    private static final byte[] WANTED = "video_start".getBytes(StandardCharsets.UTF_8);

    private ColumnBatch batch;
    private BufferAllocator allocator;
    private BigIntVector arrowLongs;
    private VarCharVector arrowTexts;

    /** Fills both forms with the same rows and proves that both sums are equal. */
    @Setup(Level.Trial)
    public void fill() {
        batch = new ColumnBatch(
                Schema.of(Field.required("duration", DataType.INT64), Field.required("type", DataType.TEXT)), ROWS);
        allocator = new RootAllocator();
        arrowLongs = new BigIntVector("duration", allocator);
        arrowTexts = new VarCharVector("type", allocator);
        arrowLongs.allocateNew(ROWS);
        arrowTexts.allocateNew(ROWS * 16L, ROWS);
        DictionaryEncoder encoder = new DictionaryEncoder();
        SplittableRandom random = new SplittableRandom(1);
        TextVector texts = batch.texts(1);
        for (int row = 0; row < ROWS; row++) {
            long value = random.nextLong(7200);
            String type = TYPES[random.nextInt(TYPES.length)];
            batch.longs(0).set(row, value);
            texts.set(row, encoder.encode(type));
            arrowLongs.setSafe(row, value);
            arrowTexts.setSafe(row, type.getBytes(StandardCharsets.UTF_8));
        }
        arrowLongs.setValueCount(ROWS);
        arrowTexts.setValueCount(ROWS);
        texts.dictionary(encoder.dictionary());
        batch.rowCount(ROWS);
        if (arrays() != arrow()) {
            throw new IllegalStateException(arrays() + " differs from " + arrow());
        }
    }

    /** Frees the Arrow vectors. */
    @TearDown(Level.Trial)
    public void free() {
        arrowLongs.close();
        arrowTexts.close();
        allocator.close();
    }

    /** Codes and primitive arrays: the literal is looked up once per dictionary entry. */
    @Benchmark
    public long arrays() {
        TextVector texts = batch.texts(1);
        LongVector longs = batch.longs(0);
        boolean[] wanted = new boolean[texts.dictionary().size()];
        for (int code = 0; code < wanted.length; code++) {
            int from = texts.dictionary().offset(code);
            wanted[code] = Arrays.equals(
                    texts.dictionary().bytes(), from, from + texts.dictionary().length(code), WANTED, 0, WANTED.length);
        }
        int[] codes = texts.codes();
        long[] values = longs.values();
        long sum = 0;
        for (int row = 0; row < ROWS; row++) {
            sum += wanted[codes[row]] ? values[row] : 0;
        }
        return sum;
    }

    /** Arrow vectors without their checks, comparing the bytes of every row. */
    @Benchmark
    public long arrow() {
        long sum = 0;
        for (int row = 0; row < ROWS; row++) {
            int from = arrowTexts.getStartOffset(row);
            int length = arrowTexts.getEndOffset(row) - from;
            if (length == WANTED.length && isWanted(from)) {
                sum += arrowLongs.get(row);
            }
        }
        return sum;
    }

    /** The numbers alone, from a primitive array. */
    @Benchmark
    public long numbersFromArrays() {
        long sum = 0;
        for (long value : batch.longs(0).values()) {
            sum += value;
        }
        return sum;
    }

    /** The numbers alone, from an Arrow vector without its checks. */
    @Benchmark
    public long numbersFromArrow() {
        long sum = 0;
        for (int row = 0; row < ROWS; row++) {
            sum += arrowLongs.get(row);
        }
        return sum;
    }

    private boolean isWanted(int from) {
        for (int i = 0; i < WANTED.length; i++) {
            if (arrowTexts.getDataBuffer().getByte(from + (long) i) != WANTED[i]) {
                return false;
            }
        }
        return true;
    }
}
