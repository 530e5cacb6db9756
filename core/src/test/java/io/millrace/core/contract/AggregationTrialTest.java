package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Aggregation;
import io.millrace.core.port.Arguments;
import io.millrace.core.port.ObjectAggregation;
import io.millrace.core.port.Result;
import io.millrace.core.port.SlotAggregation;
import io.millrace.core.port.Slots;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each law can be broken, and is found broken. */
class AggregationTrialTest {
    private static final List<Observation> ONE = events(3, 5, 8);
    private static final List<Observation> OTHER = events(-7, 20);
    private static final List<Observation> THIRD = events(100);

    private static List<Observation> events(long... values) {
        return LongStream.of(values)
                .mapToObj(value -> new Observation(StandardLog.INSIDE + value, List.of(value)))
                .toList();
    }

    /** Sums numbers, all of which it keeps; it breaks no law. */
    private static class Honest implements ObjectAggregation<ArrayList<Long>> {
        @Override
        public String name() {
            return "honest";
        }

        @Override
        public Optional<DataType> result(List<DataType> arguments) {
            return arguments.equals(List.of(DataType.INT64)) ? Optional.of(DataType.INT64) : Optional.empty();
        }

        @Override
        public String takes() {
            return "a bigint";
        }

        @Override
        public ArrayList<Long> identity() {
            return new ArrayList<>();
        }

        @Override
        public void accumulate(ArrayList<Long> state, long time, Arguments arguments) {
            state.add(arguments.longAt(0));
        }

        @Override
        public void merge(ArrayList<Long> into, ArrayList<Long> from) {
            into.addAll(from);
        }

        @Override
        public void finish(ArrayList<Long> state, Result result) {
            result.set(state.stream().mapToLong(Long::longValue).sum());
        }

        @Override
        public byte[] encode(ArrayList<Long> state) {
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * state.size());
            state.forEach(bytes::putLong);
            return bytes.array();
        }

        @Override
        public ArrayList<Long> decode(byte[] bytes) {
            ArrayList<Long> state = new ArrayList<>();
            ByteBuffer from = ByteBuffer.wrap(bytes);
            while (from.hasRemaining()) {
                state.add(from.getLong());
            }
            return state;
        }

        @Override
        public long bytes(ArrayList<Long> state) {
            return 64 + 24L * state.size();
        }
    }

    private static void assertBroken(Aggregation aggregation, Consumer<AggregationTrial<?>> law) {
        assertBroken(AssertionError.class, aggregation, law);
    }

    private static void assertBroken(
            Class<? extends Throwable> brokenHow, Aggregation aggregation, Consumer<AggregationTrial<?>> law) {
        law.accept(AggregationTrial.of(new Honest(), List.of(DataType.INT64)));
        AggregationTrial<?> trial = AggregationTrial.of(aggregation, List.of(DataType.INT64));
        assertThrows(brokenHow, () -> law.accept(trial));
    }

    @Test
    void findsMergeThatIsNotCommutative() {
        class FirstSeen extends Honest {
            @Override
            public void finish(ArrayList<Long> state, Result result) {
                result.set(state.get(0));
            }
        }
        assertBroken(new FirstSeen(), trial -> trial.mergesEitherWay(ONE, OTHER));
        AggregationTrial.of(
                        new FirstSeen() {
                            @Override
                            public Set<Law> laws() {
                                return EnumSet.of(Law.ASSOCIATIVE);
                            }
                        },
                        List.of(DataType.INT64))
                .mergesEitherWay(ONE, OTHER);
    }

    @Test
    void findsMergeThatIsNotAssociative() {
        assertBroken(
                new Honest() {
                    @Override
                    public void merge(ArrayList<Long> into, ArrayList<Long> from) {
                        long sum = into.stream().mapToLong(Long::longValue).sum()
                                + from.stream().mapToLong(Long::longValue).sum();
                        into.clear();
                        into.add(sum / 2);
                    }
                },
                trial -> trial.mergesInAnyGrouping(ONE, OTHER, THIRD));
    }

    @Test
    void findsIdentityThatIsNotNeutral() {
        assertBroken(
                new Honest() {
                    @Override
                    public ArrayList<Long> identity() {
                        return new ArrayList<>(List.of(1L));
                    }
                },
                trial -> trial.mergesNothingWithoutTrace(ONE));
    }

    @Test
    void findsMergeThatLosesEvents() {
        assertBroken(
                new Honest() {
                    @Override
                    public void merge(ArrayList<Long> into, ArrayList<Long> from) {
                        if (into.isEmpty()) {
                            into.addAll(from);
                        }
                    }
                },
                trial -> tenSplits(trial));
        assertBroken(new SlotsThatForget(), trial -> tenSplits(trial));
    }

    @Test
    void findsOrderOfEventsThatShows() {
        assertBroken(
                new Honest() {
                    @Override
                    public void accumulate(ArrayList<Long> state, long time, Arguments arguments) {
                        state.add(arguments.longAt(0) * (state.size() + 1));
                    }
                },
                trial -> tenSplits(trial));
    }

    private static void tenSplits(AggregationTrial<?> trial) {
        for (int seed = 0; seed < 10; seed++) {
            trial.splitsAnywhere(ONE, seed);
        }
    }

    @Test
    void findsStateThatIsShared() {
        ArrayList<Long> shared = new ArrayList<>();
        assertBroken(
                new Honest() {
                    @Override
                    public ArrayList<Long> identity() {
                        return shared;
                    }
                },
                trial -> trial.keepsStatesApart(ONE, OTHER));
    }

    @Test
    void findsArgumentsThatAreKept() {
        assertBroken(
                AssertionError.class,
                new Honest() {
                    private final List<Arguments> kept = new ArrayList<>();

                    @Override
                    public void accumulate(ArrayList<Long> state, long time, Arguments arguments) {
                        kept.add(arguments);
                        state.add(0L);
                    }

                    @Override
                    public void finish(ArrayList<Long> state, Result result) {
                        result.set(kept.get(0).longAt(0));
                    }
                },
                trial -> trial.keepsStatesApart(ONE, OTHER));
    }

    @Test
    void findsFinishThatChangesTheState() {
        assertBroken(
                new Honest() {
                    @Override
                    public void finish(ArrayList<Long> state, Result result) {
                        super.finish(state, result);
                        state.clear();
                    }
                },
                trial -> trial.finishesWithoutTrace(ONE, OTHER));
        assertBroken(
                new Honest() {
                    private static final Long FINISHED = 1L << 62;

                    @Override
                    public void finish(ArrayList<Long> state, Result result) {
                        state.remove(FINISHED);
                        super.finish(state, result);
                        state.add(FINISHED);
                    }

                    @Override
                    public void accumulate(ArrayList<Long> state, long time, Arguments arguments) {
                        if (!state.contains(FINISHED)) {
                            super.accumulate(state, time, arguments);
                        }
                    }
                },
                trial -> trial.finishesWithoutTrace(ONE, OTHER));
    }

    @Test
    void findsEncodingThatLosesEvents() {
        assertBroken(
                new Honest() {
                    @Override
                    public ArrayList<Long> decode(byte[] bytes) {
                        ArrayList<Long> state = super.decode(bytes);
                        state.remove(state.size() - 1);
                        return state;
                    }
                },
                trial -> trial.survivesEncoding(ONE, OTHER));
        assertBroken(
                new Honest() {
                    @Override
                    public byte[] encode(ArrayList<Long> state) {
                        byte[] bytes = super.encode(state);
                        state.add(1L);
                        return bytes;
                    }
                },
                trial -> trial.survivesEncoding(ONE, OTHER));
    }

    @Test
    void findsMemoryThatIsHidden() {
        assertBroken(
                new Honest() {
                    @Override
                    public long bytes(ArrayList<Long> state) {
                        return 16;
                    }
                },
                trial -> trial.declaresItsMemory(ONE));
        long[] many = LongStream.range(0, 1000).toArray();
        assertBroken(
                new Honest() {
                    @Override
                    public long bytes(ArrayList<Long> state) {
                        return 1 << 20;
                    }
                },
                trial -> trial.declaresItsGrowth(events(many)));
    }

    @Test
    void findsNamesAndTypesThatCannotBeUsed() {
        assertBroken(
                new Honest() {
                    @Override
                    public String name() {
                        return "Top N";
                    }
                },
                AggregationTrial::introducesItself);
        assertBroken(
                new Honest() {
                    @Override
                    public Optional<DataType> result(List<DataType> arguments) {
                        return Optional.of(arguments.get(0));
                    }
                },
                AggregationTrial::introducesItself);
        assertBroken(
                new Honest() {
                    @Override
                    public void finish(ArrayList<Long> state, Result result) {
                        result.set("a text");
                    }
                },
                trial -> trial.finishesWithoutTrace(ONE, OTHER));
        assertThrows(AssertionError.class, () -> AggregationTrial.of(new Honest(), List.of(DataType.TEXT)));
    }

    /** Adds up, and forgets to when merging; and has a slot less than it uses where it sees a thousand. */
    private static final class SlotsThatForget implements SlotAggregation {
        @Override
        public String name() {
            return "slots_that_forget";
        }

        @Override
        public Optional<DataType> result(List<DataType> arguments) {
            return Optional.of(DataType.INT64);
        }

        @Override
        public String takes() {
            return "a bigint";
        }

        @Override
        public int slots() {
            return 1;
        }

        @Override
        public void accumulate(Slots state, long time, Arguments arguments) {
            long value = arguments.longAt(0);
            state.set(value == 1000 ? 1 : 0, state.longAt(0) + value);
        }

        @Override
        public void merge(Slots into, Slots from) {
            into.set(0, into.longAt(0));
        }

        @Override
        public void finish(Slots state, Result result) {
            result.set(state.longAt(0));
        }
    }

    @Test
    void findsSlotsThatWereNotDeclared() {
        assertBroken(
                IndexOutOfBoundsException.class,
                new SlotsThatForget(),
                trial -> trial.keepsStatesApart(events(1000), ONE));
    }

    @Test
    void acceptsWhatBreaksNoLaw() {
        AggregationTrial<?> trial = AggregationTrial.of(new Honest(), List.of(DataType.INT64));
        trial.introducesItself();
        trial.mergesEitherWay(ONE, List.of());
        trial.mergesInAnyGrouping(ONE, List.of(), OTHER);
        trial.survivesEncoding(List.of(), THIRD);
        assertTrue(new Honest().laws().containsAll(EnumSet.allOf(Aggregation.Law.class)));
    }
}
