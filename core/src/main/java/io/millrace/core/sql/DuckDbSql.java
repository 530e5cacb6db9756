package io.millrace.core.sql;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.DefinitionException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A plan as one query that DuckDB runs with the same result, row by row in the order of the matrix.
 *
 * <p>Every difference of meaning is written out: times are microseconds, NaN and the infinities are null, integer and
 * decimal sums are brought back to their type, days are floored, a count over no events is 0, text is cast only where it
 * is written as the language wants it, and what can fail is evaluated on no event that it does not concern.
 *
 * <p>These differences stay. Sums of doubles are rounded on the way (compensated, so that the error is small; one that
 * is out of range on the way only fails). Transcendental functions may differ in the last bit. Doubles cast to text, and
 * numbers in JSON, are written as DuckDB writes them, which also takes some JSON for valid that is not (a comma before a
 * bracket, NaN). {@code lower} and {@code upper} go character by character, without the few that become two or depend on
 * their neighbours.
 *
 * <p>Approximate aggregations and what users brought cannot be said.
 */
public final class DuckDbSql {
    private DuckDbSql() {}

    /**
     * The table that lists the entities of the matrix.
     *
     * @param relation what stands after {@code from}: a table's name, or a table function as {@link #parquet} gives
     * @param columns its columns of entity keys, in the order of the keys
     * @param alone whether the matrix has a row for these entities only, not for others with events
     */
    public record RosterTable(String relation, List<String> columns, boolean alone) {
        public RosterTable {
            columns = List.copyOf(columns);
        }

        /** A roster of one column, whose entities alone have rows. */
        public RosterTable(String relation, String column) {
            this(relation, List.of(column), true);
        }
    }

    /**
     * The query over a table.
     *
     * @param events what stands after {@code from}
     * @param roster where given, the matrix has a row for each of its entities
     * @throws DefinitionException that names everything in the plan that SQL cannot say
     */
    public static String of(FeaturePlan plan, String events, Optional<RosterTable> roster) {
        DuckDbLimits.require(plan);
        return new DuckDbQuery(plan, events, roster).text();
    }

    /** What stands after {@code from} to read Parquet files. */
    public static String parquet(List<String> files) {
        return files.stream().map(DuckDbExpression::text).collect(Collectors.joining(", ", "read_parquet([", "])"));
    }

    /**
     * What stands after {@code from} to read CSV files with a header. As in Millrace, unquoted empty is null and
     * {@code ""} is empty text; a decimal with more digits than its scale is rounded.
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
}
