package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.port.Aggregation;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What must hold for an aggregation of one's own, so that neither threads nor the order of events show in a result and
 * the memory budget is kept. A test implements this interface, tells the aggregation and the types of its arguments, and is
 * run by jqwik.
 */
public interface AggregationLaws {
    Aggregation aggregation();

    /** The types of the arguments that it is tried with. */
    List<DataType> types();

    /**
     * The arguments of one event, none of them null: {@link Long} for a bigint, a timestamp in microseconds and a decimal
     * (times 10^scale), {@link Double}, {@link Boolean}, {@link String}. By default extreme and common values of {@link
     * #types}.
     */
    default Arbitrary<List<Object>> arguments() {
        List<Arbitrary<Object>> arguments = new ArrayList<>();
        types().forEach(type -> arguments.add(GeneratedValues.of(type)));
        return Combinators.combine(arguments).as(values -> values);
    }

    /** Event times in microseconds; by default a few, so that several events share one, and any in a month. */
    default Arbitrary<Long> times() {
        long start = StandardLog.WINDOW.start();
        return Arbitraries.oneOf(
                Arbitraries.of(start, start + 1, StandardLog.INSIDE),
                Arbitraries.longs().between(start, StandardLog.WINDOW.end() - 1));
    }

    /** Events of one entity, some of them none at all. */
    @Provide
    default Arbitrary<List<Observation>> events() {
        return Combinators.combine(times(), arguments())
                .as(Observation::new)
                .list()
                .ofMaxSize(12);
    }

    /** Enough events for a state to show how it grows. */
    @Provide
    default Arbitrary<List<Observation>> manyEvents() {
        return Combinators.combine(times(), arguments())
                .as(Observation::new)
                .list()
                .ofSize(1000);
    }

    private AggregationTrial<?> trial() {
        return AggregationTrial.of(aggregation(), types());
    }

    @Example
    @Label("it has a name that can be called, tells what it takes, and answers for any types")
    default void introducesItself() {
        trial().introducesItself();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    @Label("merging is commutative, where that is declared")
    default void mergesEitherWay(@ForAll("events") List<Observation> one, @ForAll("events") List<Observation> other) {
        trial().mergesEitherWay(one, other);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    @Label("merging is associative, where that is declared")
    default void mergesInAnyGrouping(
            @ForAll("events") List<Observation> first,
            @ForAll("events") List<Observation> second,
            @ForAll("events") List<Observation> third) {
        trial().mergesInAnyGrouping(first, second, third);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    @Label("a state that has seen nothing changes nothing, on either side of a merge")
    default void mergesNothingWithoutTrace(@ForAll("events") List<Observation> events) {
        trial().mergesNothingWithoutTrace(events);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    @Label(
            "events in any order, in any split, merged in any order give the same, where the laws of merging are declared")
    default void splitsAnywhere(@ForAll("events") List<Observation> events, @ForAll long seed) {
        trial().splitsAnywhere(events, seed);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    @Label("states do not touch each other, and keep nothing that is valid during a call only")
    default void keepsStatesApart(@ForAll("events") List<Observation> one, @ForAll("events") List<Observation> other) {
        trial().keepsStatesApart(one, other);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    @Label("finishing leaves the state as it was: it finishes again alike, and takes further events")
    default void finishesWithoutTrace(
            @ForAll("events") List<Observation> events, @ForAll("events") List<Observation> further) {
        trial().finishesWithoutTrace(events, further);
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    @Label("a state survives its encoding: it finishes, takes further events, and is encoded alike")
    default void survivesEncoding(
            @ForAll("events") List<Observation> events, @ForAll("events") List<Observation> further) {
        trial().survivesEncoding(events, further);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    @Label("the declared memory is no less than the encoding")
    default void declaresItsMemory(@ForAll("events") List<Observation> events) {
        trial().declaresItsMemory(events);
    }

    @Property(tries = 5, edgeCases = EdgeCasesMode.NONE)
    @Label("the declared memory grows as the encoding does")
    default void declaresItsGrowth(@ForAll("manyEvents") List<Observation> events) {
        trial().declaresItsMemory(events);
        trial().declaresItsGrowth(events);
    }
}
