package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Aggregation;
import io.millrace.core.port.Aggregation.Law;
import io.millrace.core.port.ObjectAggregation;
import io.millrace.core.port.SlotAggregation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Tries the laws of an aggregation on given events; an {@link AssertionError} tells which one is broken.
 *
 * @param <S> the state
 */
final class AggregationTrial<S> {
    /** What a declaration of memory may lag behind the encoding while the state grows. */
    private static final long SLACK = 1024;

    private final Aggregation aggregation;
    private final List<DataType> types;
    private final AggregationStates<S> states;
    private final DataType type;

    private AggregationTrial(Aggregation aggregation, List<DataType> types, AggregationStates<S> states) {
        this.aggregation = aggregation;
        this.types = List.copyOf(types);
        this.states = states;
        this.type = aggregation
                .result(types)
                .orElseThrow(() -> new AssertionError(aggregation.name() + " has no result for " + types));
    }

    static AggregationTrial<?> of(Aggregation aggregation, List<DataType> types) {
        return aggregation instanceof SlotAggregation slots
                ? new AggregationTrial<>(aggregation, types, new AggregationStates.OfSlots(slots))
                : ofObjects((ObjectAggregation<?>) aggregation, types);
    }

    private static <S> AggregationTrial<S> ofObjects(ObjectAggregation<S> aggregation, List<DataType> types) {
        return new AggregationTrial<>(aggregation, types, new AggregationStates.OfObjects<>(aggregation));
    }

    void introducesItself() {
        assertTrue(
                aggregation.name().matches("[a-z][a-z0-9_]*"), "a name of lower case letters: " + aggregation.name());
        assertFalse(aggregation.takes().isBlank(), "it tells in words what it takes");
        if (aggregation instanceof SlotAggregation slots) {
            assertTrue(slots.slots() >= 1, "it has a slot");
        }
        List<DataType> all = AggregationCells.everyType();
        answers(List.of());
        for (DataType first : all) {
            answers(List.of(first));
            all.forEach(second -> answers(List.of(first, second)));
            all.forEach(second -> answers(List.of(first, second, DataType.TEXT)));
        }
    }

    private void answers(List<DataType> arguments) {
        try {
            assertEquals(aggregation.result(arguments), aggregation.result(arguments), "the type for " + arguments);
        } catch (RuntimeException e) {
            fail("asked for the type of its result for " + arguments + ": it is empty where it does not take them", e);
        }
    }

    void mergesEitherWay(List<Observation> one, List<Observation> other) {
        if (aggregation.laws().contains(Law.COMMUTATIVE) && !(one.isEmpty() && other.isEmpty())) {
            assertEquals(
                    finish(merged(of(one), of(other))),
                    finish(merged(of(other), of(one))),
                    "merge is declared commutative, but merge(a, b) and merge(b, a) finish differently");
        }
    }

    void mergesInAnyGrouping(List<Observation> first, List<Observation> second, List<Observation> third) {
        boolean any = !first.isEmpty() || !second.isEmpty() || !third.isEmpty();
        if (aggregation.laws().contains(Law.ASSOCIATIVE) && any) {
            assertEquals(
                    finish(merged(merged(of(first), of(second)), of(third))),
                    finish(merged(of(first), merged(of(second), of(third)))),
                    "merge is declared associative, but its grouping shows");
        }
    }

    void mergesNothingWithoutTrace(List<Observation> events) {
        if (!events.isEmpty()) {
            Object expected = finish(of(events));
            assertEquals(
                    expected, finish(merged(of(events), states.identity())), "a state that has seen nothing is merged");
            assertEquals(expected, finish(merged(states.identity(), of(events))), "into a state that has seen nothing");
        }
    }

    void splitsAnywhere(List<Observation> events, long seed) {
        if (events.isEmpty() || !aggregation.laws().contains(Law.ASSOCIATIVE)) {
            return;
        }
        Random random = new Random(seed);
        List<Observation> ordered = new ArrayList<>(events);
        boolean anyOrder = aggregation.laws().contains(Law.COMMUTATIVE);
        if (anyOrder) {
            Collections.shuffle(ordered, random);
        }
        List<S> parts = new ArrayList<>(List.of(states.identity()));
        for (Observation event : ordered) {
            if (random.nextInt(3) == 0) {
                parts.add(states.identity());
            }
            accumulate(parts.get(parts.size() - 1), event);
        }
        if (anyOrder) {
            Collections.shuffle(parts, random);
        }
        while (parts.size() > 1) {
            int at = random.nextInt(parts.size() - 1);
            states.merge(parts.get(at), parts.remove(at + 1));
        }
        assertEquals(finish(of(events)), finish(parts.get(0)), "the order of events or how they are split shows");
    }

    void keepsStatesApart(List<Observation> one, List<Observation> other) {
        Object expectedOfOne = one.isEmpty() ? null : finish(of(one));
        Object expectedOfOther = other.isEmpty() ? null : finish(of(other));
        S first = states.identity();
        S second = states.identity();
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            if (i < one.size()) {
                accumulate(first, one.get(i));
            }
            if (i < other.size()) {
                accumulate(second, other.get(i));
            }
        }
        if (!one.isEmpty()) {
            assertEquals(expectedOfOne, finish(first), "what one state sees shows in another");
        }
        if (!other.isEmpty()) {
            assertEquals(expectedOfOther, finish(second), "what one state sees shows in another");
        }
    }

    void finishesWithoutTrace(List<Observation> events, List<Observation> further) {
        if (events.isEmpty()) {
            return;
        }
        S state = of(events);
        Object once = finish(state);
        assertEquals(once, finish(state), "a state that is finished twice has two results");
        further.forEach(event -> accumulate(state, event));
        assertEquals(
                finish(of(joined(events, further))), finish(state), "a state that was finished takes further events");
    }

    void survivesEncoding(List<Observation> events, List<Observation> further) {
        S state = of(events);
        byte[] bytes = states.encode(state).clone();
        S decoded = states.decode(bytes.clone());
        assertArrayEquals(bytes, states.encode(decoded), "a decoded state is encoded differently");
        assertArrayEquals(bytes, states.encode(state), "a state is encoded differently the second time");
        if (!events.isEmpty()) {
            assertEquals(finish(of(events)), finish(decoded), "a decoded state finishes differently");
            assertEquals(finish(of(events)), finish(state), "encoding changes the state");
        }
        further.forEach(event -> accumulate(decoded, event));
        if (!further.isEmpty()) {
            Object expected = finish(of(joined(events, further)));
            assertEquals(expected, finish(decoded), "a decoded state takes further events");
        }
    }

    void declaresItsMemory(List<Observation> events) {
        S state = of(events);
        int encoded = states.encode(state).length;
        assertTrue(
                states.bytes(state) >= encoded,
                "a state of " + encoded + " bytes, encoded, declares " + states.bytes(state));
    }

    /** By half of the encoding's growth at least, however memory was reserved. */
    void declaresItsGrowth(List<Observation> events) {
        S small = states.identity();
        S large = of(events);
        long encoded = states.encode(large).length - (long) states.encode(small).length;
        long declared = states.bytes(large) - states.bytes(small);
        assertTrue(
                declared >= encoded / 2 - SLACK,
                "over " + events.size() + " events the encoding grows by " + encoded + " bytes, the declared memory by "
                        + declared);
    }

    private S of(List<Observation> events) {
        S state = states.identity();
        events.forEach(event -> accumulate(state, event));
        return state;
    }

    private void accumulate(S state, Observation event) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            values.add(ReferenceValue.of(types.get(i), event.arguments().get(i)));
        }
        ExpiringArguments arguments = new ExpiringArguments(new ReferenceArguments(values));
        states.accumulate(state, event.time(), arguments);
        arguments.expire();
    }

    private S merged(S into, S from) {
        states.merge(into, from);
        return into;
    }

    /** The value as it stands in a column. */
    private @Nullable Object finish(S state) {
        ReferenceResult result = new ReferenceResult(type);
        try {
            states.finish(state, result);
        } catch (IllegalStateException e) {
            throw new AssertionError(e.getMessage(), e);
        }
        return ReferenceExpression.ofAllTimes().finite(result.value());
    }

    private static List<Observation> joined(List<Observation> first, List<Observation> second) {
        List<Observation> joined = new ArrayList<>(first);
        joined.addAll(second);
        return joined;
    }
}
