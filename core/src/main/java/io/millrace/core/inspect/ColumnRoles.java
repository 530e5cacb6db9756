package io.millrace.core.inspect;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Times;
import io.millrace.core.inspect.FeatureSetDraft.Choice;
import io.millrace.core.run.InputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Judges by names, types and sampled values what the columns of an event log are for. */
final class ColumnRoles {
    private static final Set<String> PEOPLE = Set.of(
            "user",
            "customer",
            "subscriber",
            "account",
            "member",
            "client",
            "player",
            "visitor",
            "patient",
            "person",
            "uid",
            "cust",
            "party",
            "household",
            "cardholder");
    private static final Set<String> THINGS =
            Set.of("device", "card", "merchant", "seller", "driver", "vehicle", "sensor", "company", "store");
    private static final Set<String> HAPPENINGS = Set.of(
            "event",
            "session",
            "order",
            "invoice",
            "transaction",
            "request",
            "row",
            "message",
            "record",
            "click",
            "visit",
            "trace");
    private static final Set<String> KEY_WORDS =
            Set.of("id", "key", "no", "nr", "number", "uuid", "guid", "hash", "code", "name");
    private static final Set<String> TIME_WORDS =
            Set.of("timestamp", "time", "date", "datetime", "ts", "at", "when", "on");
    private static final Set<String> EVENT_WORDS = Set.of("event", "occurred", "happened", "created", "logged");
    private static final Set<String> TYPE_WORDS = Set.of("event", "action", "activity", "kind", "verb");
    private static final int MOST_TYPES = 60;

    private final RowSample sample;

    ColumnRoles(RowSample sample) {
        this.sample = sample;
    }

    /** A column, and why it was chosen. */
    record Chosen(SampledColumn column, Choice choice) {}

    private record Scored(SampledColumn column, double score) {}

    Chosen time() {
        SampledColumn best = best(ColumnRoles::timeScore, this::isTime)
                .orElseThrow(() ->
                        new InputException("no column holds the time of the events; " + looked() + epochAdvice()));
        List<Long> times = best.times();
        String form = best.isText() ? "every value reads as a time" : "a timestamp";
        String others = others(best);
        return new Chosen(
                best,
                new Choice(
                        best.name(),
                        form + " in " + best.present() + " of " + sample.rows() + " sampled rows, from "
                                + Times.toInstant(Collections.min(times)) + " to "
                                + Times.toInstant(Collections.max(times)) + others));
    }

    private String others(SampledColumn best) {
        List<String> names = sample.columns().stream()
                .filter(column -> !column.equals(best) && isTime(column))
                .map(SampledColumn::name)
                .toList();
        return names.isEmpty() ? "" : "; not " + String.join(", ", names) + ", which are times too";
    }

    private boolean isTime(SampledColumn column) {
        boolean readable = !sample.typed() && column.readableAs().equals(Optional.of(DataType.TIMESTAMP));
        return isUsable(column) && (column.field().type() == DataType.TIMESTAMP || readable);
    }

    /** A set cannot name a column of blanks. */
    private static boolean isUsable(SampledColumn column) {
        return column.present() > 0 && !column.name().isBlank();
    }

    private static double timeScore(SampledColumn column) {
        List<String> words = column.words();
        double named = words.stream().filter(TIME_WORDS::contains).count() > 0 ? 10 : 0;
        double exact = TIME_WORDS.containsAll(words) ? 10 : 0;
        double event = words.stream().anyMatch(EVENT_WORDS::contains) ? 10 : 0;
        double distinct =
                (double) new HashSet<>(column.values()).size() / column.values().size();
        return 1
                + named
                + exact
                + event
                + 20.0 * column.present() / column.values().size()
                + 5 * distinct;
    }

    private String epochAdvice() {
        for (SampledColumn column : sample.columns()) {
            if (column.epochUnit().isPresent()) {
                String function = Map.of(1L, "to_timestamp(", 1_000L, "epoch_ms(", 1_000_000L, "make_timestamp(")
                        .get(column.epochUnit().getAsLong());
                String parts = Map.of(1L, "seconds", 1_000L, "milliseconds", 1_000_000L, "microseconds")
                        .get(column.epochUnit().getAsLong());
                return "\n  " + column.name() + " looks like " + parts
                        + " since 1970; write it as a timestamp first, for example with DuckDB: select * replace ("
                        + function + column.name() + ") as " + column.name() + ") from …";
            }
            if (sample.typed() && column.readableAs().equals(Optional.of(DataType.TIMESTAMP))) {
                return "\n  " + column.name() + " is text that reads as a time; write it as a timestamp first, for "
                        + "example with DuckDB: select * replace (cast(" + column.name() + " as timestamp) as "
                        + column.name() + ") from …";
            }
        }
        return "\n  a feature set needs a column of type timestamp";
    }

    Chosen entity(SampledColumn time) {
        SampledColumn best = best(
                        this::entityScore, column -> !column.equals(time) && isKey(column) && entityScore(column) > 0)
                .orElseThrow(() -> new InputException("no column says whom the events are about; " + looked()
                        + "\n  a feature set needs a column of integers or texts whose values repeat, for example user_id; "
                        + "write one by hand if you know it"));
        long distinct = best.counts().size();
        boolean named = nameScore(best) > 0;
        return new Chosen(
                best,
                new Choice(
                        best.name(),
                        (named ? "named like the key of somebody, and " : "its values repeat: ") + distinct
                                + (distinct == 1 ? " value" : " different values") + " in " + best.present() + " of "
                                + sample.rows() + " sampled rows"));
    }

    private static boolean isKey(SampledColumn column) {
        return isUsable(column)
                && (column.isText() || column.field().type() == DataType.INT64)
                && column.epochUnit().isEmpty();
    }

    private double entityScore(SampledColumn column) {
        int distinct = column.counts().size();
        double repeats = (double) column.present() / distinct;
        double score =
                nameScore(column) + 20.0 * column.present() / column.values().size();
        if (column.present() > 1 && repeats < 1.02) {
            score -= 60;
        }
        if (nameScore(column) == 0) {
            boolean measures = column.field().type() == DataType.INT64
                    || column.readableAs().isPresent();
            score += distinct >= 5 && repeats >= 2 && !measures ? Math.log(distinct) : -100;
        }
        return score;
    }

    private static double nameScore(SampledColumn column) {
        List<String> words = column.words();
        boolean key = KEY_WORDS.contains(words.get(words.size() - 1))
                || words.size() == 1 && column.name().toLowerCase(Locale.ROOT).endsWith("id");
        List<String> others =
                words.stream().filter(word -> !KEY_WORDS.contains(word)).toList();
        Optional<String> joined = PEOPLE.stream()
                .filter(word -> words.size() == 1
                        && KEY_WORDS.stream().anyMatch(end -> words.get(0).equals(word + end)))
                .findFirst();
        if (joined.isPresent() || others.size() == 1 && PEOPLE.contains(others.get(0))) {
            return key || joined.isPresent() ? 120 : 100;
        } else if (others.size() == 1 && THINGS.contains(others.get(0))) {
            return key ? 80 : 60;
        } else if (words.stream().anyMatch(HAPPENINGS::contains)) {
            return key ? -50 : 0;
        }
        return key && !words.contains("name") && !words.contains("code") ? 30 : 0;
    }

    /** The column of event types: few texts, of which an entity has several. */
    Optional<Chosen> type(SampledColumn time, SampledColumn entity) {
        return best(
                        column -> typeScore(column, entity),
                        column -> !column.equals(time) && !column.equals(entity) && typeScore(column, entity) > 0)
                .map(best -> new Chosen(
                        best,
                        new Choice(
                                best.name(),
                                (isNamedLikeType(best) ? "named like a type of events, with " : "few texts: ")
                                        + best.counts().size() + " different values in " + best.present() + " of "
                                        + sample.rows() + " sampled rows")));
    }

    private static boolean isNamedLikeType(SampledColumn column) {
        List<String> words = column.words();
        boolean typed = words.get(words.size() - 1).equals("type") && (words.size() == 1 || words.contains("event"));
        return typed
                || words.stream().anyMatch(TYPE_WORDS::contains) && Collections.disjoint(words, KEY_WORDS)
                || words.equals(List.of("page"));
    }

    private static double typeScore(SampledColumn column, SampledColumn entity) {
        int distinct = column.counts().size();
        double variety = variety(column, entity);
        if (!column.isText()
                || distinct < 2
                || distinct > MOST_TYPES
                || !isNamedLikeType(column) && variety < 1.2
                || column.name().contains("}")) {
            return 0;
        }
        double present = (double) column.present() / column.values().size();
        return (isNamedLikeType(column) ? 100 : 0) + 10 * Math.min(variety, 5) * present - distinct * 0.1;
    }

    /** How many different values of a column an entity of several events has, on average. */
    private static double variety(SampledColumn column, SampledColumn entity) {
        Map<Object, Set<Object>> byEntity = new HashMap<>();
        Map<Object, Long> events = entity.counts();
        for (int row = 0; row < column.values().size(); row++) {
            Object key = entity.values().get(row);
            Object value = column.values().get(row);
            if (key != null && value != null && events.getOrDefault(key, 0L) > 1) {
                byEntity.computeIfAbsent(key, none -> new HashSet<>()).add(value);
            }
        }
        return byEntity.values().stream().mapToInt(Set::size).average().orElse(0);
    }

    /** Columns of texts of which an entity has several, the most telling first. */
    List<SampledColumn> categories(Set<SampledColumn> taken, SampledColumn entity) {
        List<Scored> found = new ArrayList<>();
        for (SampledColumn column : sample.columns()) {
            int distinct = column.counts().size();
            boolean repeats = column.present() >= 2L * distinct;
            boolean json = column.counts().keySet().stream()
                    .allMatch(value -> value.toString().startsWith("{"));
            if (column.isText() && !json && !taken.contains(column) && distinct >= 2 && repeats) {
                double variety = variety(column, entity);
                if (variety >= 1.2) {
                    found.add(new Scored(column, Math.min(variety, 5) * column.present()));
                }
            }
        }
        return sorted(found);
    }

    /** Columns of numbers that measure something, and no keys, codes or times. */
    List<SampledColumn> measures(Set<SampledColumn> taken) {
        List<SampledColumn> found = new ArrayList<>();
        for (SampledColumn column : sample.columns()) {
            boolean number = column.field().type().isNumeric() || !sample.typed() && isNumber(column.readableAs());
            boolean key = nameScore(column) != 0 || !Collections.disjoint(column.words(), KEY_WORDS);
            boolean code = !Collections.disjoint(column.words(), Set.of("status", "year", "month", "zip", "version"));
            if (number
                    && !key
                    && !code
                    && !taken.contains(column)
                    && column.counts().size() > 1
                    && column.epochUnit().isEmpty()) {
                found.add(column);
            }
        }
        return found;
    }

    private static boolean isNumber(Optional<DataType> type) {
        return type.filter(DataType::isNumeric).isPresent();
    }

    private Optional<SampledColumn> best(ToDoubleFunction<SampledColumn> score, Predicate<SampledColumn> fits) {
        List<Scored> found = new ArrayList<>();
        sample.columns().stream()
                .filter(fits)
                .forEach(column -> found.add(new Scored(column, score.applyAsDouble(column))));
        return sorted(found).stream().findFirst();
    }

    /** Best first; equal ones in the input's order. */
    private static List<SampledColumn> sorted(List<Scored> columns) {
        return columns.stream()
                .sorted((left, right) -> Double.compare(right.score(), left.score()))
                .map(Scored::column)
                .toList();
    }

    private String looked() {
        List<String> seen = sample.columns().stream()
                .map(column -> column.name() + " (" + column.field().type().sql() + example(column) + ")")
                .toList();
        String rows = sample.rows() == 1 ? "1 row was" : sample.rows() + " rows were";
        return rows + " looked at, with "
                + (seen.isEmpty() ? "no column that can be read" : "the columns " + String.join(", ", seen));
    }

    private static String example(SampledColumn column) {
        return column.values().stream()
                .filter(Objects::nonNull)
                .findFirst()
                .map(value -> column.field().type() == DataType.TIMESTAMP
                        ? Times.print((Long) value)
                        : DraftText.shortened(value.toString()))
                .map(value -> ", such as " + value)
                .orElse(", always null");
    }
}
