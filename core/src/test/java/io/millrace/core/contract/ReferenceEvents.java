package io.millrace.core.contract;

import io.millrace.core.contract.ReferenceDuplicates.Candidate;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Ordinals;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineReport.Unlisted;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.Entities;
import io.millrace.core.port.RefusedEvent;
import io.millrace.core.port.RowPlace;
import io.millrace.core.port.UsedEvents;
import io.millrace.core.run.DayRange;
import io.millrace.core.run.Fate;
import io.millrace.core.run.InputException;
import io.millrace.core.run.RowCounts;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of the events, and keeps those that are used, as values. */
final class ReferenceEvents {
    private final EngineRequest request;
    private final FeaturePlan plan;
    private final Set<List<Object>> roster;
    private final ReferenceExpression conditions = ReferenceExpression.ofAllTimes();
    private final TreeMap<List<Object>, List<@Nullable Object[]>> used = new TreeMap<>(ReferenceKeys.ORDER);
    private OptionalLong earliest = OptionalLong.empty();
    private OptionalLong latest = OptionalLong.empty();
    private final List<Candidate> candidates = new ArrayList<>();
    private final TreeSet<LocalDate> days = new TreeSet<>();
    private long nonFinite;

    ReferenceEvents(EngineRequest request, Set<List<Object>> roster) {
        this.request = request;
        this.plan = request.plan();
        this.roster = roster;
    }

    OptionalLong earliest() {
        return earliest;
    }

    OptionalLong latest() {
        return latest;
    }

    /** NaN and infinities in used events. */
    long nonFinite() {
        return nonFinite;
    }

    /** The used events by entity. */
    TreeMap<List<Object>, List<@Nullable Object[]>> used() {
        return used;
    }

    /** Where the event stands that is taken, for the columns in question. */
    interface Places {
        RowPlace of(List<Integer> columns);
    }

    /** Takes an event of a file, and counts its fate now or, where it may be a duplicate, in the end. */
    void take(String file, Places places, RowCounts counts, @Nullable Object[] cells) {
        fate(file, places, cells).ifPresent(fate -> counts.add(fate, 1));
    }

    /** All events were taken: of duplicates one is used. */
    void end(Map<String, RowCounts> countsByFile) {
        plan.duplicates()
                .map(compared -> new ReferenceDuplicates(plan, compared).groups(candidates))
                .orElse(candidates.stream().map(List::of).toList())
                .forEach(group -> {
                    use(group.get(0));
                    for (Candidate candidate : group) {
                        boolean isUsed = candidate == group.get(0);
                        Objects.requireNonNull(countsByFile.get(candidate.file()))
                                .add(isUsed ? Fate.USED : Fate.DUPLICATE, 1);
                    }
                });
    }

    private void use(Candidate event) {
        for (Object cell : event.cells()) {
            nonFinite += cell instanceof Double number && !Double.isFinite(number) ? 1 : 0;
        }
        used.computeIfAbsent(event.key(), entity -> new ArrayList<>()).add(event.values());
    }

    private Optional<Fate> fate(String file, Places places, @Nullable Object[] cells) {
        Optional<Fate> early = early(cells);
        if (early.isPresent()) {
            return early;
        }
        @Nullable Object[] row = values(cells);
        Optional<Fate> late = late(file, places, row);
        if (late.isEmpty()) {
            candidates.add(new Candidate(file, key(row), cells, row));
        }
        return late;
    }

    /** The first fate that applies by the event time. */
    private Optional<Fate> early(@Nullable Object[] cells) {
        if (!(cells[plan.time()] instanceof Long time)) {
            return Optional.of(Fate.WITHOUT_TIME);
        }
        earliest = OptionalLong.of(Math.min(time, earliest.orElse(time)));
        latest = OptionalLong.of(Math.max(time, latest.orElse(time)));
        if (!isInAnyWindow(time)) {
            long last = plan.asOfTimes().get(plan.asOfTimes().size() - 1);
            return Optional.of(time >= last ? Fate.AFTER_AS_OF : Fate.BEFORE_WINDOW);
        }
        days.add(day(time));
        return Optional.empty();
    }

    /** The first other fate that applies; empty where nothing but a duplicate sets the event aside. */
    private Optional<Fate> late(String file, Places places, @Nullable Object[] row) {
        if (plan.where().isPresent() && !holds("where", plan.where().get(), row)) {
            return Optional.of(Fate.EXCLUDED);
        }
        List<Object> key = key(row);
        if (key.size() < plan.keys().size()) {
            return Optional.of(Fate.WITHOUT_KEY);
        }
        if (!ReferenceKeys.isIn(request.sample(), key)) {
            return Optional.of(Fate.NOT_IN_SAMPLE);
        }
        if (request.entities() == Entities.ROSTER && !roster.contains(key)) {
            return Optional.of(Fate.NOT_IN_ROSTER);
        }
        for (FeaturePlan.PlannedValidator validator : plan.validators()) {
            if (!accepts(validator, row)) {
                refuse(file, places, validator, row);
                return Optional.of(Fate.REFUSED);
            }
        }
        return Optional.empty();
    }

    private static LocalDate day(long time) {
        return LocalDate.ofEpochDay(Math.floorDiv(time, 24L * 60 * 60 * 1_000_000));
    }

    /** The days that a window touches and that have no event in a window, day by day, then joined to ranges. */
    List<DayRange> missingDays() {
        TreeSet<LocalDate> missing = new TreeSet<>();
        for (long asOf : plan.asOfTimes()) {
            for (WindowRange window : plan.windows()) {
                LocalDate last = day(window.at(asOf).end() - 1);
                for (LocalDate day = day(window.at(asOf).start()); !day.isAfter(last); day = day.plusDays(1)) {
                    missing.add(day);
                }
            }
        }
        if (missing.last().toEpochDay() - missing.first().toEpochDay() >= EngineReport.MOST_DAYS) {
            return List.of();
        }
        missing.removeAll(days);
        List<DayRange> ranges = new ArrayList<>();
        for (LocalDate day : missing) {
            DayRange before = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (before != null && before.last().plusDays(1).equals(day)) {
                ranges.set(ranges.size() - 1, new DayRange(before.first(), day));
            } else {
                ranges.add(new DayRange(day, day));
            }
        }
        return ranges;
    }

    private void refuse(String file, Places places, FeaturePlan.PlannedValidator validator, @Nullable Object[] row) {
        TreeSet<Integer> columns = new TreeSet<>(validator.columns());
        validator.condition().ifPresent(condition -> Ordinals.forEach(condition, columns::add));
        List<RefusedEvent.Cell> cells = new ArrayList<>();
        for (int column : columns) {
            Field field = plan.reads().field(column);
            cells.add(
                    new RefusedEvent.Cell(field.name(), field.type(), ReferenceValue.cell(field.type(), row[column])));
        }
        new RefusedEvent(file, places.of(List.copyOf(columns)), validator.name(), cells).handle(request.quarantine());
    }

    private boolean isInAnyWindow(long time) {
        return plan.asOfTimes().stream()
                .anyMatch(asOf -> plan.windows().stream()
                        .anyMatch(window -> window.at(asOf).contains(time)));
    }

    /** The cells as values; what is not finite is null. */
    private @Nullable Object[] values(@Nullable Object[] cells) {
        @Nullable Object[] row = new Object[cells.length];
        for (int column = 0; column < cells.length; column++) {
            Object cell = cells[column];
            if (cell instanceof Double number) {
                row[column] = Double.isFinite(number) ? (Object) (number + 0.0) : null;
            } else {
                row[column] = ReferenceValue.of(plan.reads().field(column).type(), cell);
            }
        }
        return row;
    }

    /** The key; shorter than the plan's where one of its columns is null. */
    private List<Object> key(@Nullable Object[] row) {
        return plan.keys().stream()
                .filter(column -> row[column] != null)
                .map(column -> Objects.requireNonNull(row[column]))
                .toList();
    }

    private boolean accepts(FeaturePlan.PlannedValidator validator, @Nullable Object[] row) {
        if (validator.condition().isPresent()) {
            return holds("validator " + validator.name(), validator.condition().get(), row);
        }
        List<@Nullable Object> looksAt = new ArrayList<>();
        validator.columns().forEach(column -> looksAt.add(row[column]));
        return validator.user().orElseThrow().accepts(new ReferenceArguments(looksAt));
    }

    private boolean holds(String whose, BoundExpression condition, @Nullable Object[] row) {
        try {
            return Boolean.TRUE.equals(conditions.evaluate(condition, row));
        } catch (ArithmeticException e) {
            throw new InputException(whose + ": " + e.getMessage(), e);
        }
    }

    /** For each breakdown what used events hold beside the values listed; null is no value. */
    List<Unlisted> unlisted() {
        return plan.breakdowns().stream().map(this::unlisted).toList();
    }

    /** Used events by day and by value. */
    UsedEvents usedEvents() {
        TreeMap<LocalDate, Long> byDay = new TreeMap<>();
        used.values()
                .forEach(rows -> rows.forEach(row ->
                        byDay.merge(day((Long) Objects.requireNonNull(row[plan.time()])), 1L, Long::sum)));
        List<UsedEvents.ByValue> byValue =
                plan.countedTexts().stream().map(this::byValue).toList();
        if (byDay.isEmpty() || reachesFar()) {
            return new UsedEvents(Optional.empty(), List.of(), byValue);
        }
        List<Long> counts = new ArrayList<>();
        byDay.firstKey()
                .datesUntil(byDay.lastKey().plusDays(1))
                .forEach(day -> counts.add(byDay.getOrDefault(day, 0L)));
        return new UsedEvents(Optional.of(byDay.firstKey()), counts, byValue);
    }

    private boolean reachesFar() {
        TreeSet<LocalDate> edges = new TreeSet<>();
        for (long asOf : plan.asOfTimes()) {
            for (WindowRange window : plan.windows()) {
                edges.add(day(window.at(asOf).start()));
                edges.add(day(window.at(asOf).end() - 1));
            }
        }
        return edges.last().toEpochDay() - edges.first().toEpochDay() >= UsedEvents.MOST_DAYS;
    }

    private UsedEvents.ByValue byValue(int column) {
        TreeMap<Object, Long> found = new TreeMap<>(ReferenceValue.ORDER);
        long nulls = 0;
        for (List<@Nullable Object[]> rows : used.values()) {
            for (@Nullable Object[] row : rows) {
                Object value = row[column];
                if (value == null) {
                    nulls++;
                } else {
                    found.merge(value, 1L, Long::sum);
                }
            }
        }
        long bytes = found.keySet().stream()
                .mapToLong(value -> ReferenceText.write(value, DataType.TEXT).getBytes(StandardCharsets.UTF_8).length)
                .sum();
        boolean overflown = found.size() > UsedEvents.MOST_VALUES || bytes > UsedEvents.MOST_BYTES;
        Map<String, Long> told = new LinkedHashMap<>();
        if (!overflown) {
            found.entrySet().stream()
                    .sorted(Map.Entry.<Object, Long>comparingByValue().reversed())
                    .forEach(entry -> told.put(ReferenceText.write(entry.getKey(), DataType.TEXT), entry.getValue()));
        }
        return new UsedEvents.ByValue(column, told, nulls, overflown);
    }

    private Unlisted unlisted(FeaturePlan.Breakdown breakdown) {
        DataType type = plan.reads().field(breakdown.column()).type();
        TreeMap<Object, Long> found = new TreeMap<>(ReferenceValue.ORDER);
        for (List<@Nullable Object[]> rows : used.values()) {
            for (@Nullable Object[] row : rows) {
                Object value = row[breakdown.column()];
                if (value != null && !breakdown.listed().contains(ReferenceValue.cell(type, value))) {
                    found.merge(value, 1L, Long::sum);
                }
            }
        }
        long events = found.values().stream().mapToLong(Long::longValue).sum();
        boolean overflown = found.size() > Unlisted.MOST_VALUES;
        Map<String, Long> told = new LinkedHashMap<>();
        if (!overflown) {
            found.entrySet().stream()
                    .sorted(Map.Entry.<Object, Long>comparingByValue().reversed())
                    .forEach(entry -> told.put(ReferenceText.write(entry.getKey(), type), entry.getValue()));
        }
        return new Unlisted(breakdown.column(), told, events, overflown);
    }
}
