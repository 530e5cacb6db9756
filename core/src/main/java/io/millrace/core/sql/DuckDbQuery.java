package io.millrace.core.sql;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Ordinals;
import io.millrace.core.sql.DuckDbSql.RosterTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The query as a line of tables, each made of the one before: the events that may be used, paired with as-of times where
 * there are several; the aggregations per entity and as-of time; the rows of the roster; the steps.
 */
final class DuckDbQuery {
    private final FeaturePlan plan;
    private final String events;
    private final @Nullable RosterTable roster;
    private final DuckDbNames names;
    private final DuckDbWindows windows;
    private final DuckDbExpression overEvents;
    private final DuckDbExpression overValues;
    private final List<String> tables = new ArrayList<>();
    private String last = "";

    DuckDbQuery(FeaturePlan plan, String events, Optional<RosterTable> roster) {
        this.plan = plan;
        this.events = events;
        this.roster = roster.orElse(null);
        this.names = DuckDbNames.of(plan);
        this.windows = new DuckDbWindows(plan, names.asOf());
        this.overEvents = new DuckDbExpression(
                ordinal -> DuckDbExpression.name(plan.reads().field(ordinal).name()), windows::shifted);
        this.overValues = new DuckDbExpression(names.values()::get, windows::shifted);
    }

    String text() {
        events();
        if (roster != null) {
            tables.add(rosterTable(roster));
        }
        used();
        if (windows.several()) {
            pairs();
        }
        String paired = last;
        aggregated();
        if (roster != null) {
            completed(roster, paired);
        }
        steps();
        return header() + "with\n" + String.join(",\n", tables) + "\n" + matrix();
    }

    private String header() {
        String asOf = windows.several() ? plan.asOfTimes().size() + " as-of times, " : "";
        return "-- " + plan.name().replaceAll("\\R", " ") + ", " + asOf + "window from "
                + plan.span().startInstant() + " to before " + plan.span().endInstant()
                + "\n-- Times are microseconds since 1970-01-01 UTC; adding 0e0 turns -0.0 into 0.\n";
    }

    private void add(String name, List<String> columns, String from, String rest) {
        tables.add(name + " as (\n  select\n    " + String.join(",\n    ", columns) + "\n  from " + from + "\n" + rest
                + ")");
        last = name;
    }

    private void events() {
        List<String> conditions = new ArrayList<>(
                names.keys().stream().map(key -> key + " is not null").toList());
        conditions.add(windows.anyWindow("epoch_us(" + windows.time() + ")"));
        add(
                "events",
                plan.reads().fields().stream().map(DuckDbQuery::read).toList(),
                events,
                "  where " + String.join("\n    and ", conditions) + "\n");
    }

    private static String read(Field field) {
        String name = DuckDbExpression.name(field.name());
        return switch (field.type().kind()) {
            case INT64 -> "cast(" + name + " as bigint) as " + name;
            case FLOAT64 -> DuckDbExpression.finite("cast(" + name + " as double)") + " as " + name;
            case TIMESTAMP -> "epoch_us(" + name + ") as " + name;
            case BOOLEAN, TEXT, DECIMAL -> name;
        };
    }

    private String rosterTable(RosterTable table) {
        List<String> columns = IntStream.range(0, names.keys().size())
                .mapToObj(place -> rosterColumn(table.columns().get(place), place))
                .toList();
        return "roster as (\n  select distinct\n    " + String.join(",\n    ", columns) + "\n  from " + table.relation()
                + "\n)";
    }

    private String rosterColumn(String name, int key) {
        String column = DuckDbExpression.name(name);
        String type = plan.keyFields().get(key).type() == DataType.INT64 ? "bigint" : "varchar";
        return "case when " + column + " is null then error("
                + DuckDbExpression.text("the roster has a row without " + name) + ") else cast(" + column + " as "
                + type + ") end as " + names.keys().get(key);
    }

    /** The events that pass the set's condition and its validators, of entities that can have a row. */
    private void used() {
        List<BoundExpression> conditions = new ArrayList<>(plan.where().stream().toList());
        plan.validators().forEach(validator -> validator.condition().ifPresent(conditions::add));
        boolean rosterAlone = roster != null && roster.alone();
        if (conditions.isEmpty() && !rosterAlone) {
            return;
        }
        String from =
                "events" + (rosterAlone ? " semi join roster using (" + String.join(", ", names.keys()) + ")" : "");
        List<String> known = MayFail.in(conditions) ? List.of(windows.anyWindow(windows.time())) : List.of();
        String where = conditions.isEmpty() ? "" : "  where " + overEvents.guarded(known, conditions) + "\n";
        add("used", List.of("events.*"), from, where);
    }

    private void pairs() {
        String times = plan.asOfTimes().stream()
                .map(time -> "(" + DuckDbExpression.time(time) + ")")
                .collect(Collectors.joining(", "));
        tables.add("as_of_times(" + names.asOf() + ") as (\n  values " + times + "\n)");
        add("pairs", List.of("*"), last + " join as_of_times on " + windows.pair(), "");
    }

    /** What tells rows of the matrix apart. */
    private List<String> rowKeys() {
        List<String> keys = new ArrayList<>(names.keys());
        if (windows.several()) {
            keys.add(names.asOf());
        }
        return keys;
    }

    private void aggregated() {
        DuckDbAggregation printer = new DuckDbAggregation(plan, overEvents, windows);
        List<String> columns = new ArrayList<>(rowKeys());
        List<String> finished = new ArrayList<>();
        for (int i = 0; i < plan.aggregations().size(); i++) {
            String name = names.values().get(i);
            AggregationCall call = plan.aggregations().get(i);
            columns.add(printer.collect(call) + " as " + name);
            printer.finish(call, name).ifPresent(formula -> finished.add(formula + " as " + name));
        }
        List<String> inSetWindow = windows.conditions(plan.setWindow());
        String having = roster == null && !inSetWindow.isEmpty()
                ? "  having count(*) filter (where " + String.join(" and ", inSetWindow) + ") > 0\n"
                : "";
        add("aggregated", columns, last, "  group by " + String.join(", ", rowKeys()) + "\n" + having);
        if (!finished.isEmpty()) {
            String replaced = "* replace (\n      " + String.join(",\n      ", finished) + "\n    )";
            add("finished", List.of(replaced), last, "");
        }
    }

    /** The rows that the roster asks for, and those of other entities with events where it is not alone. */
    private void completed(RosterTable table, String paired) {
        String keys = String.join(", ", rowKeys());
        String times = windows.several() ? ", as_of_times" : "";
        StringBuilder rows = new StringBuilder("entities as (\n  select " + keys + " from roster" + times + "\n");
        if (!table.alone()) {
            List<String> inSetWindow = windows.conditions(plan.setWindow());
            rows.append("  union\n  select ").append(keys).append(" from ").append(paired);
            rows.append(inSetWindow.isEmpty() ? "" : " where " + String.join(" and ", inSetWindow))
                    .append('\n');
        }
        tables.add(rows.append(')').toString());
        List<String> columns = new ArrayList<>(rowKeys());
        for (int i = 0; i < plan.aggregations().size(); i++) {
            String name = names.values().get(i);
            columns.add(plan.aggregations().get(i).nullable() ? name : "coalesce(" + name + ", 0) as " + name);
        }
        add("completed", columns, "entities left join " + last + " using (" + keys + ")", "");
    }

    private void steps() {
        int level = 1;
        for (List<Integer> values : levels()) {
            List<String> columns = new ArrayList<>(List.of("*"));
            for (int value : values) {
                BoundExpression step =
                        plan.steps().get(value - plan.aggregations().size());
                columns.add(overValues.column(step) + " as " + names.values().get(value));
            }
            add("computed_" + level++, columns, last, "");
        }
    }

    private String matrix() {
        List<String> columns = new ArrayList<>(names.keys());
        if (plan.asOfColumn()) {
            columns.add("make_timestamp(" + windows.shifted(0) + ") as " + DuckDbExpression.name(FeaturePlan.AS_OF));
        }
        for (FeaturePlan.Feature feature : plan.features()) {
            columns.add(result(feature.field().type(), names.values().get(feature.value())) + " as "
                    + DuckDbExpression.name(feature.field().name()));
        }
        String order = rowKeys().stream().map(key -> last + "." + key).collect(Collectors.joining(", "));
        return "select\n  " + String.join(",\n  ", columns) + "\nfrom " + last + "\norder by " + order + "\n";
    }

    /** What the matrix shows of a value; adding 0 turns -0.0 into 0. */
    private static String result(DataType type, String name) {
        return switch (type.kind()) {
            case TIMESTAMP -> "make_timestamp(" + name + ")";
            case FLOAT64 -> name + " + 0e0";
            case DECIMAL -> "cast(" + name + " as " + type.sql() + ")";
            case INT64, BOOLEAN, TEXT -> name;
        };
    }

    /** The numbers of the steps' values, those first that need aggregations only, then those that need the first. */
    private Iterable<List<Integer>> levels() {
        int[] levels = new int[plan.valueCount()];
        TreeMap<Integer, List<Integer>> byLevel = new TreeMap<>();
        for (int value = plan.aggregations().size(); value < levels.length; value++) {
            int[] level = {0};
            Ordinals.forEach(
                    plan.steps().get(value - plan.aggregations().size()),
                    ordinal -> level[0] = Math.max(level[0], levels[ordinal]));
            levels[value] = level[0] + 1;
            byLevel.computeIfAbsent(levels[value], key -> new ArrayList<>()).add(value);
        }
        return byLevel.values();
    }
}
