package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.AggregationFunction;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.WindowRange;
import io.millrace.core.port.Entities;
import io.millrace.core.port.Sample;
import io.millrace.core.run.DefinitionException;
import io.millrace.core.sql.DuckDbSql;
import io.millrace.core.sql.DuckDbSql.RosterTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** The SQL of a plan, run by DuckDB, gives the matrix that the reference computes. */
class DuckDbOracleTest {
    private static final long DAY = EngineWindowRules.DAY;
    private static final Set<AggregationFunction> UNSAID = Set.of(
            AggregationFunction.APPROX_QUANTILE, AggregationFunction.APPROX_COUNT_DISTINCT, AggregationFunction.USER);
    private static final List<WindowRange> WINDOWS = List.of(
            new WindowRange(StandardLog.WINDOW.length(), 0),
            new WindowRange(DAY, 0),
            new WindowRange(60 * DAY, 0),
            new WindowRange(15 * DAY, 15 * DAY));

    private static @Nullable DuckDbMatrix duckDb;

    /** A run and the events that it is over. */
    private record Generated(GeneratedRun run, List<@Nullable Object[]> rows) {
        @Override
        public String toString() {
            return run.toString();
        }
    }

    @BeforeContainer
    static void open() throws SQLException {
        duckDb = new DuckDbMatrix();
    }

    @AfterContainer
    static void close() throws SQLException {
        Objects.requireNonNull(duckDb).close();
    }

    /** Every aggregation over every type, filtered or not, in every window, as of one time and of several. */
    @Example
    void equalsTheReferenceInEveryCell() throws SQLException {
        List<@Nullable Object[]> rows = tame(StandardLog.randomEvents(600, 25, false, 11));
        duckDb().events(StandardLog.SCHEMA, rows);
        long last = StandardLog.WINDOW.end();
        for (AggregationFunction function : AggregationFunction.values()) {
            if (UNSAID.contains(function)) {
                continue;
            }
            for (List<Long> times : List.of(List.of(last), List.of(last - 7 * DAY, last - DAY / 3, last))) {
                FeaturePlan plan = cells(function).asOf(times).build();
                MemoryEventSource source = MemoryEventSource.ofRows(StandardLog.SCHEMA, rows);
                var expected = EngineUnderTest.of(new ReferenceEngine()).run(plan, source);
                int compared = new DuckDbTrust(plan).assertEqual(expected.rows(), duckDb().run(plan, Optional.empty()));
                assertEquals(plan.features().size(), compared);
            }
        }
    }

    private static PlanBuilder cells(AggregationFunction function) {
        PlanBuilder plan = StandardLog.plan();
        List<@Nullable BoundExpression> arguments = new ArrayList<>();
        AggregationCells.types(function).forEach(type -> arguments.add(plan.column(AggregationCells.column(type))));
        if (arguments.isEmpty()) {
            arguments.add(null);
        }
        BoundExpression filter = Expressions.equal(plan.column("type"), Expressions.constant("buy"));
        for (BoundExpression argument : arguments) {
            for (double parameter : AggregationCells.parameters(function)) {
                for (WindowRange window : WINDOWS) {
                    plan.feature(
                            "f" + argument + parameter + window,
                            plan.aggregate(function, argument, parameter, null, window));
                    plan.feature(
                            "filtered" + argument + parameter + window,
                            plan.aggregate(function, argument, parameter, filter, window));
                }
            }
        }
        return plan;
    }

    /** Generated plans over generated events, but for those that hold what SQL cannot say; a campaign takes other seeds. */
    @Property(tries = 300, seed = "20241031")
    void equalsTheReferenceOnGeneratedPlans(@ForAll("runs") Generated generated) throws SQLException {
        Statistics.label("features compared")
                .collect(compare(generated) > 0)
                .coverage(coverage -> coverage.check(true).count(count -> count > 100));
    }

    private static boolean isSayable(FeaturePlan plan) {
        try {
            DuckDbSql.of(plan, "events", Optional.empty());
            return true;
        } catch (DefinitionException e) {
            assertTrue(e.getMessage().contains("cannot be said"), e.getMessage());
            return false;
        }
    }

    /** How many features were compared. */
    private static int compare(Generated generated) throws SQLException {
        GeneratedRun run = generated.run;
        DuckDbTrust trust = new DuckDbTrust(run.plan());
        if (!trust.rows() || !isSayable(run.plan())) {
            return 0;
        }
        GeneratedRun.Result expected = run.on(new ReferenceEngine());
        if (expected.failed()) {
            return 0;
        }
        duckDb().events(run.events().schema(), generated.rows);
        Optional<RosterTable> roster = Optional.empty();
        if (run.roster().isPresent() && run.entities() != Entities.EVENTS) {
            Schema keys = new Schema(run.plan().keyFields().stream()
                    .map(field -> Field.nullable(field.name(), field.type()))
                    .toList());
            roster = Optional.of(duckDb().roster(keys, run.roster().get(), run.entities() == Entities.ROSTER));
        }
        try {
            return trust.assertEqual(expected.rows(), duckDb().run(run.plan(), roster));
        } catch (SQLException e) {
            // DuckDB's years end earlier than 64 bits of microseconds.
            if (String.valueOf(e.getMessage()).contains("Timestamp microseconds out of range")) {
                return 0;
            }
            throw e;
        }
    }

    @Provide
    Arbitrary<Generated> runs() {
        Arbitrary<List<String>> keys = Arbitraries.of(List.of("user"), List.of("user", "place"));
        return Combinators.combine(Arbitraries.of(DataType.INT64, DataType.TEXT), keys)
                .flatAs((key, names) -> Combinators.combine(
                                GeneratedPlans.over(key, names),
                                GeneratedEvents.rows(key),
                                GeneratedEvents.keys(key, names)
                                        .list()
                                        .ofMaxSize(6)
                                        .optional(0.4),
                                Arbitraries.of(Entities.ROSTER, Entities.BOTH))
                        .as((plan, rows, roster, entities) -> generated(plan, tame(rows), roster, entities)));
    }

    private static Generated generated(
            FeaturePlan plan,
            List<@Nullable Object[]> rows,
            Optional<List<@Nullable Object[]>> roster,
            Entities entities) {
        Schema schema = GeneratedEvents.schema(plan.keyFields().get(0).type());
        MemoryEventSource events = MemoryEventSource.ofRows(schema, rows);
        return new Generated(new GeneratedRun(plan, events, roster, entities, Sample.ALL, 1, 1000), rows);
    }

    /** The rows with times that DuckDB knows, and doubles whose sums are exact. */
    private static List<@Nullable Object[]> tame(List<@Nullable Object[]> rows) {
        List<@Nullable Object[]> tamed = new ArrayList<>();
        for (@Nullable Object[] row : rows) {
            @Nullable Object[] copy = row.clone();
            for (int column = 0; column < copy.length; column++) {
                copy[column] = tame(StandardLog.SCHEMA.field(column).type(), copy[column]);
            }
            tamed.add(copy);
        }
        return tamed;
    }

    private static @Nullable Object tame(DataType type, @Nullable Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            return Math.rint(number % 1000 * 8) / 8;
        }
        boolean time = type == DataType.TIMESTAMP && value != null;
        return time ? (Object) Math.max(-1L << 62, Math.min(1L << 62, (Long) value)) : value;
    }

    private static DuckDbMatrix duckDb() {
        return Objects.requireNonNull(duckDb);
    }
}
