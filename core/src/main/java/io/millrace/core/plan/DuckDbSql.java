package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A plan as one query that DuckDB runs with the same result, row by row in the order of the matrix.
 *
 * <p>Every difference of meaning is written out: times are microseconds, NaN and the infinities are null, integer sums
 * are brought back to bigint, days are floored, a count over no events is 0. Two differences stay: a sum of doubles is
 * rounded on the way (compensated, so that the error is small; and one that is out of range on the way only fails), and
 * doubles cast to text may be written otherwise.
 */
public final class DuckDbSql {
    private static final String KEY = "entity_key";

    private final FeaturePlan plan;
    private final String events;
    private final Optional<RosterTable> roster;
    private final List<String> names;

    private DuckDbSql(FeaturePlan plan, String events, Optional<RosterTable> roster) {
        this.plan = plan;
        this.events = events;
        this.roster = roster;
        this.names = valueNames();
    }

    /**
     * The table that lists the entities of the matrix.
     *
     * @param relation what stands after {@code from}: a table's name, or a table function as {@link #parquet} gives
     * @param column its column of entity keys
     */
    public record RosterTable(String relation, String column) {}

    /**
     * The query over a table.
     *
     * @param events what stands after {@code from}
     * @param roster where given, the matrix has a row for each of its entities and for no other
     */
    public static String of(FeaturePlan plan, String events, Optional<RosterTable> roster) {
        return new DuckDbSql(plan, events, roster).query();
    }

    /** What stands after {@code from} to read Parquet files. */
    public static String parquet(List<String> files) {
        return files.stream().map(DuckDbExpression::text).collect(Collectors.joining(", ", "read_parquet([", "])"));
    }

    /**
     * What stands after {@code from} to read CSV files with a header. As in Millrace, unquoted empty is null and
     * {@code ""} is empty text.
     *
     * @param schema the types of the columns; what is not in it is text
     */
    public static String csv(List<String> files, Schema schema) {
        String table = files.stream()
                .map(DuckDbExpression::text)
                .collect(Collectors.joining(
                        ", ",
                        "read_csv([",
                        "], delim = ',', quote = '\"', escape = '\"', header = true,"
                                + " all_varchar = true, allow_quoted_nulls = false, union_by_name = true)"));
        String casts = schema.fields().stream()
                .filter(field -> field.type() != DataType.TEXT)
                .map(DuckDbSql::typed)
                .collect(Collectors.joining(", "));
        return casts.isEmpty() ? table : "(select * replace (" + casts + ") from " + table + ")";
    }

    private static String typed(Field field) {
        String name = DuckDbExpression.name(field.name());
        return "cast(" + name + " as " + field.type().sql() + ") as " + name;
    }

    private String query() {
        List<String> tables = new ArrayList<>();
        tables.add(events());
        tables.add(aggregated());
        roster.ifPresent(table -> {
            tables.add(rosterTable(table));
            tables.add(completed());
        });
        String last = roster.isPresent() ? "completed" : "aggregated";
        for (List<Integer> level : levels()) {
            String next = "computed_" + (tables.size() - (roster.isPresent() ? 3 : 1));
            tables.add(computed(next, level, last));
            last = next;
        }
        return header() + "with\n" + String.join(",\n", tables) + "\n" + matrix(last);
    }

    private String header() {
        return "-- " + plan.name().replaceAll("\\R", " ") + ", window from "
                + plan.window().startInstant() + " to before " + plan.window().endInstant()
                + "\n-- Times are microseconds since 1970-01-01 UTC; adding 0e0 turns -0.0 into 0.\n";
    }

    private String events() {
        String key = DuckDbExpression.name(plan.reads().field(plan.key()).name());
        String time = "epoch_us("
                + DuckDbExpression.name(plan.reads().field(plan.time()).name()) + ")";
        return table(
                        "events",
                        plan.reads().fields().stream().map(DuckDbSql::read).toList(),
                        events)
                + "  where " + key + " is not null\n"
                + "    and " + time + " >= "
                + DuckDbExpression.time(plan.window().start()) + "\n"
                + "    and " + time + " < "
                + DuckDbExpression.time(plan.window().end()) + "\n)";
    }

    private static String read(Field field) {
        String name = DuckDbExpression.name(field.name());
        return switch (field.type()) {
            case INT64 -> "cast(" + name + " as bigint) as " + name;
            case FLOAT64 -> DuckDbExpression.finite("cast(" + name + " as double)") + " as " + name;
            case TIMESTAMP -> "epoch_us(" + name + ") as " + name;
            case BOOLEAN, TEXT -> name;
        };
    }

    private String aggregated() {
        List<String> columns = new ArrayList<>();
        columns.add(DuckDbExpression.name(plan.reads().field(plan.key()).name()) + " as " + KEY);
        for (int i = 0; i < plan.aggregations().size(); i++) {
            columns.add(aggregation(plan.aggregations().get(i)) + " as " + names.get(i));
        }
        return table("aggregated", columns, "events") + "  group by "
                + DuckDbExpression.name(plan.reads().field(plan.key()).name()) + "\n)";
    }

    private String aggregation(AggregationCall call) {
        DuckDbExpression printer = new DuckDbExpression(
                ordinal -> DuckDbExpression.name(plan.reads().field(ordinal).name()));
        String filter = call.filter()
                .map(number -> " filter (where " + printer.of(plan.filters().get(number)) + ")")
                .orElse("");
        String argument = call.argument().map(printer::of).orElse("*");
        boolean doubles = call.argument().map(BoundExpression::type).orElse(DataType.INT64) == DataType.FLOAT64;
        String sum = doubles
                ? finiteSum("fsum(" + argument + ")" + filter)
                : "sum(cast(" + argument + " as bigint))" + filter;
        return switch (call.function()) {
            case COUNT_ROWS, COUNT -> "count(" + argument + ")" + filter;
            case SUM -> doubles ? sum : "cast(" + sum + " as bigint)";
            case AVG -> "(cast(" + sum + " as double) / nullif(count(" + argument + ")" + filter + ", 0))";
            case MIN -> "min(" + argument + ")" + filter;
            case MAX -> "max(" + argument + ")" + filter;
        };
    }

    private static String finiteSum(String sum) {
        return "case when not isfinite(" + sum + ") then error('a sum is out of range') else " + sum + " end";
    }

    private String rosterTable(RosterTable table) {
        String type = plan.reads().field(plan.key()).type() == DataType.INT64 ? "bigint" : "varchar";
        String column = DuckDbExpression.name(table.column());
        return table("roster", List.of("distinct cast(" + column + " as " + type + ") as " + KEY), table.relation())
                + ")";
    }

    private String completed() {
        List<String> columns = new ArrayList<>();
        columns.add("roster." + KEY);
        for (int i = 0; i < plan.aggregations().size(); i++) {
            String name = names.get(i);
            columns.add(plan.aggregations().get(i).nullable() ? name : "coalesce(" + name + ", 0) as " + name);
        }
        return table("completed", columns, "roster left join aggregated on aggregated." + KEY + " = roster." + KEY)
                + ")";
    }

    private String computed(String name, List<Integer> level, String from) {
        DuckDbExpression printer = new DuckDbExpression(names::get);
        List<String> columns = new ArrayList<>();
        columns.add("*");
        for (int value : level) {
            BoundExpression step = plan.steps().get(value - plan.aggregations().size());
            columns.add(printer.column(step) + " as " + names.get(value));
        }
        return table(name, columns, from) + ")";
    }

    private String matrix(String from) {
        List<String> columns = new ArrayList<>();
        columns.add(KEY + " as "
                + DuckDbExpression.name(plan.reads().field(plan.key()).name()));
        for (FeaturePlan.Feature feature : plan.features()) {
            columns.add(result(feature.field().type(), names.get(feature.value())) + " as "
                    + DuckDbExpression.name(feature.field().name()));
        }
        return "select\n  " + String.join(",\n  ", columns) + "\nfrom " + from + "\norder by " + from + "." + KEY
                + "\n";
    }

    /** What the matrix shows of a value; adding 0 turns -0.0 into 0. */
    private static String result(DataType type, String name) {
        return switch (type) {
            case TIMESTAMP -> "make_timestamp(" + name + ")";
            case FLOAT64 -> name + " + 0e0";
            default -> name;
        };
    }

    private static String table(String name, List<String> columns, String from) {
        return name + " as (\n  select\n    " + String.join(",\n    ", columns) + "\n  from " + from + "\n";
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

    /** A value is called by its feature's name where that is unique in DuckDB, which takes no notice of case. */
    private List<String> valueNames() {
        Set<String> taken = new HashSet<>(Set.of(KEY));
        String[] chosen = new String[plan.valueCount()];
        for (FeaturePlan.Feature feature : plan.features()) {
            String name = feature.field().name();
            if (chosen[feature.value()] == null && taken.add(name.toLowerCase(Locale.ROOT))) {
                chosen[feature.value()] = DuckDbExpression.name(name);
            }
        }
        return IntStream.range(0, chosen.length)
                .mapToObj(value -> chosen[value] != null ? chosen[value] : unnamed(value, taken))
                .toList();
    }

    private String unnamed(int value, Set<String> taken) {
        int aggregations = plan.aggregations().size();
        StringBuilder name = new StringBuilder(
                value < aggregations ? "aggregation_" + (value + 1) : "step_" + (value - aggregations + 1));
        while (!taken.add(name.toString())) {
            name.append('_');
        }
        return name.toString();
    }
}
