package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.event.DataType;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.run.ResourceException;
import io.millrace.engine.arrow.spill.DiskFiles;
import io.millrace.engine.arrow.spill.SpillFile;
import io.millrace.engine.arrow.spill.SpillFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk that fails, wherever it does, ends a run with what is to be done, and nothing is left of the run. */
class SpillFaultTest {
    private static final EngineSettings SMALL =
            EngineSettings.USUAL.withMostGroups(20, 1000).withSmallBlocks(256, 3);

    private static final int FLIPS = Integer.getInteger("millrace.flips", 40);

    private final Allocators allocators = new Allocators();
    private final SpillRoot root = new SpillRoot();

    @AfterEach
    void everythingIsFreed() {
        allocators.verifyReleased();
        root.verifyEmpty();
    }

    private enum Operation {
        CREATE,
        APPEND,
        OPEN,
        READ,
        DELETE
    }

    /** Fails one time. */
    private static class Faulty implements SpillFiles {
        private final SpillFiles disk = new DiskFiles();
        private final Operation operation;
        private final AtomicInteger left;

        Faulty(Operation operation, int number) {
            this.operation = operation;
            this.left = new AtomicInteger(number);
        }

        private void count(Operation done) throws IOException {
            if (done == operation && left.getAndDecrement() == 0) {
                throw new IOException("No space left on device");
            }
        }

        boolean hasFailed() {
            return left.get() < 0;
        }

        @Override
        public SpillFile create(Path path) throws IOException {
            count(Operation.CREATE);
            return file(disk.create(path));
        }

        @Override
        public SpillFile open(Path path) throws IOException {
            count(Operation.OPEN);
            return file(disk.open(path));
        }

        @Override
        public void delete(Path path) throws IOException {
            count(Operation.DELETE);
            disk.delete(path);
        }

        private SpillFile file(SpillFile file) {
            return new SpillFile() {
                @Override
                public void append(ByteBuffer bytes) throws IOException {
                    count(Operation.APPEND);
                    file.append(bytes);
                }

                @Override
                public int read(ByteBuffer bytes, long position) throws IOException {
                    count(Operation.READ);
                    return file.read(bytes, position);
                }

                @Override
                public void close() throws IOException {
                    file.close();
                }
            };
        }
    }

    private static FeaturePlan plan() {
        PlanBuilder plan = Log.plan(DataType.TEXT);
        WindowRange set = new WindowRange(1_000_000, 0);
        return plan.feature("rows", plan.countRows())
                .feature("sum", plan.aggregate(AggregationFunction.SUM, plan.column("amount")))
                .feature("last", plan.aggregate(AggregationFunction.LAST, plan.column("type")))
                .feature("median", plan.aggregate(AggregationFunction.QUANTILE, plan.column("amount"), 0.5, null, set))
                .feature("times", plan.aggregate(new TimeSet(), List.of(), null, set))
                .build();
    }

    private static MemoryEventSource events() {
        return Log.events(DataType.TEXT, 3, 400, 200, 1e-30);
    }

    private EngineUnderTest subject(SpillFiles files, int threads) {
        return EngineUnderTest.of(root.engine(new ArrowFeatureEngine(allocators, SMALL.withFiles(files))))
                .withThreads(threads);
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void endsWithTheFaultOfTheDisk(Operation operation) {
        var expected = EngineUnderTest.of(new ArrowFeatureEngine(allocators)).run(plan(), events());
        int failures = 0;
        for (int number = 0; ; number += 1 + number / 5) {
            Faulty files = new Faulty(operation, number);
            EngineUnderTest subject = subject(files, 1 + number % 3);
            try {
                var outcome = subject.run(plan(), events());
                assertEquals(expected.rows(), outcome.rows());
                assertTrue(!files.hasFailed(), "a fault that nobody noticed");
                break;
            } catch (ResourceException failure) {
                failures++;
                assertTrue(
                        failure.getMessage().contains("spill file " + root.path())
                                && failure.getMessage().contains("No space left on device"),
                        failure.getMessage());
            }
            everythingIsFreed();
        }
        assertTrue(failures > 5, failures + " failures");
    }

    private enum Damage {
        /** One bit is another. */
        FLIPPED,

        /** From some byte on the block is not there. */
        CUT_OFF
    }

    /** Damages one block on the way to the disk. */
    private static SpillFiles damaging(int number, AtomicInteger written, Random random, Damage damage) {
        return new Faulty(Operation.APPEND, Integer.MAX_VALUE) {
            @Override
            public SpillFile create(Path path) throws IOException {
                SpillFile file = super.create(path);
                return new SpillFile() {
                    @Override
                    public void append(ByteBuffer bytes) throws IOException {
                        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
                        copy.put(bytes).flip();
                        if (written.getAndIncrement() == number) {
                            int bit = random.nextInt(copy.limit() * 8);
                            if (damage == Damage.FLIPPED) {
                                copy.put(bit >> 3, (byte) (copy.get(bit >> 3) ^ 1 << (bit & 7)));
                            } else {
                                copy.limit(bit >> 3);
                            }
                        }
                        file.append(copy);
                    }

                    @Override
                    public int read(ByteBuffer bytes, long position) throws IOException {
                        return file.read(bytes, position);
                    }

                    @Override
                    public void close() throws IOException {
                        file.close();
                    }
                };
            }
        };
    }

    @Test
    void noticesWhatTheDiskChanged() throws IOException {
        AtomicInteger blocks = new AtomicInteger();
        subject(damaging(-1, blocks, new Random(0), Damage.FLIPPED), 1).run(plan(), events());
        int all = blocks.get();
        assertTrue(all > 60, all + " blocks");
        Random random = new Random(Long.getLong("millrace.seed", 11));
        for (int i = 0; i < FLIPS; i++) {
            Damage damage = i % 4 == 0 ? Damage.CUT_OFF : Damage.FLIPPED;
            SpillFiles files = damaging(random.nextInt(all), new AtomicInteger(), random, damage);
            var failure = assertThrows(
                    ResourceException.class, () -> subject(files, 1).run(plan(), events()));
            assertTrue(
                    failure.getMessage().startsWith("the spill file " + root.path())
                            && failure.getMessage().contains(" is damaged at byte "),
                    failure.getMessage());
            everythingIsFreed();
        }
        Files.writeString(
                Path.of("target", "flips.txt"), FLIPS + " blocks of spill files damaged, every one of them noticed\n");
    }

    @Test
    void takesNoMoreOfTheDiskThanItMay() {
        var engine = root.engine(new ArrowFeatureEngine(allocators, SMALL), 10_000);
        var failure = assertThrows(
                ResourceException.class, () -> EngineUnderTest.of(engine).run(plan(), events()));
        assertTrue(failure.getMessage().contains("no more than 10000 bytes may be there"), failure.getMessage());
    }

    /** At the start of any run, also of one that spills nothing. */
    @Test
    void removesWhatADeadRunLeft() throws IOException {
        Path left = Files.createDirectory(root.path().resolve("millrace-spill-1"));
        Files.createFile(left.resolve("lock"));
        Files.write(left.resolve("run-0"), new byte[1000]);
        EngineUnderTest.of(root.engine(new ArrowFeatureEngine(allocators))).run(plan(), events());
    }

    @Test
    void saysWhereNoFolderCanBeMade() {
        Path nowhere = Path.of("/proc/no such folder");
        var failing = new SpillRoot(nowhere).engine(new ArrowFeatureEngine(allocators, SMALL));
        var failure = assertThrows(
                ResourceException.class, () -> EngineUnderTest.of(failing).run(plan(), events()));
        assertTrue(
                failure.getMessage().startsWith("cannot make a folder to spill to in " + nowhere),
                failure.getMessage());
    }
}
