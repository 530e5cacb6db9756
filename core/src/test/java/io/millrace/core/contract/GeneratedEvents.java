package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Event logs with a column of every type and every kind of nasty value. */
public final class GeneratedEvents {
    private GeneratedEvents() {}

    /** The columns: {@code user} (the key), {@code at} (the event time), {@code type, amount, units, flag, seen, note, price} and {@code
     * place} (a second column of the key, in some plans). */
    public static Schema schema(DataType key) {
        return key == DataType.TEXT ? StandardLog.TEXT_KEYED : StandardLog.SCHEMA;
    }

    /** Up to 50 rows of {@link #schema}, some of which are there several times. */
    public static Arbitrary<List<@Nullable Object[]>> rows(DataType key) {
        List<Arbitrary<@Nullable Object>> columns = new ArrayList<>();
        for (Field field : schema(key).fields()) {
            columns.add(cells(field));
        }
        Arbitrary<List<@Nullable Object[]>> once =
                Combinators.combine(columns).as(List::toArray).list().ofMaxSize(40);
        Arbitrary<List<Integer>> again =
                Arbitraries.integers().between(0, 39).list().ofMaxSize(10);
        return Combinators.combine(once, again).as(GeneratedEvents::repeated);
    }

    private static List<@Nullable Object[]> repeated(List<@Nullable Object[]> once, List<Integer> again) {
        List<@Nullable Object[]> rows = new ArrayList<>(once);
        again.stream().filter(place -> place < once.size()).forEach(place -> rows.add(once.get(place)));
        return rows;
    }

    /** Keys of these columns. */
    static Arbitrary<@Nullable Object[]> keys(DataType key, List<String> keys) {
        List<Arbitrary<Object>> columns = new ArrayList<>();
        keys.forEach(name -> columns.add(name.equals("user") ? GeneratedValues.keys(key) : GeneratedValues.places()));
        return Combinators.combine(columns).as(List::toArray);
    }

    private static Arbitrary<@Nullable Object> cells(Field field) {
        if (field.name().equals("user")) {
            return GeneratedValues.keys(field.type()).injectNull(0.05);
        }
        if (field.name().equals("place")) {
            return GeneratedValues.places().injectNull(0.1);
        }
        if (field.name().equals("at")) {
            return GeneratedValues.eventTimes().injectNull(0.05);
        }
        return GeneratedValues.ofEvents(field.type());
    }

    /** How a source may tell the rows. */
    public static Arbitrary<MemoryEventSource> sources(DataType key) {
        Arbitrary<Integer> splits = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(Integer.MAX_VALUE)),
                Tuple.of(2, Arbitraries.integers().between(1, 20)));
        return Combinators.combine(rows(key), splits, Arbitraries.of(TextForm.values()), Arbitraries.of(true, false))
                .as((rows, splitRows, form, empty) -> {
                    MemoryEventSource source = MemoryEventSource.of(inTwoFiles(schema(key), rows))
                            .inSplits(splitRows)
                            .withText(form);
                    return empty ? source.withEmptyBatches() : source;
                });
    }

    private static List<MemoryFile> inTwoFiles(Schema schema, List<@Nullable Object[]> rows) {
        int middle = rows.size() / 3;
        return List.of(
                new MemoryFile("second", schema, rows.subList(middle, rows.size())),
                new MemoryFile("first", schema, rows.subList(0, middle)));
    }
}
