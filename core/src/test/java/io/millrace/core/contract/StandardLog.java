package io.millrace.core.contract;

import static io.millrace.core.plan.AggregationFunction.AVG;
import static io.millrace.core.plan.AggregationFunction.COUNT;
import static io.millrace.core.plan.AggregationFunction.MAX;
import static io.millrace.core.plan.AggregationFunction.MIN;
import static io.millrace.core.plan.AggregationFunction.SUM;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The event log that the contract's rules speak of: columns of every type, and 30 days before 2024-10-31. */
final class StandardLog {
    static final Schema SCHEMA = schema(DataType.INT64);
    static final Schema TEXT_KEYED = schema(DataType.TEXT);
    static final Window WINDOW = Window.before(Instant.parse("2024-10-31T00:00:00Z"), Duration.ofDays(30));
    /** An instant inside the window. */
    static final long INSIDE = WINDOW.middle();

    private StandardLog() {}

    private static Schema schema(DataType key) {
        return Schema.of(
                Field.nullable("note", DataType.TEXT),
                Field.nullable("user", key),
                Field.nullable("at", DataType.TIMESTAMP),
                Field.nullable("type", DataType.TEXT),
                Field.nullable("amount", DataType.FLOAT64),
                Field.nullable("units", DataType.INT64),
                Field.nullable("flag", DataType.BOOLEAN),
                Field.nullable("seen", DataType.TIMESTAMP),
                Field.nullable("price", DataType.decimal(9, 2)),
                Field.nullable("place", DataType.TEXT));
    }

    /** An entity is a user at a place. */
    static PlanBuilder compositePlan() {
        return PlanBuilder.over(SCHEMA, List.of("user", "place"), "at", WINDOW);
    }

    static PlanBuilder plan() {
        return PlanBuilder.over(SCHEMA, "user", "at", WINDOW);
    }

    static PlanBuilder textKeyedPlan() {
        return PlanBuilder.over(TEXT_KEYED, "user", "at", WINDOW);
    }

    static @Nullable Object[] event(
            @Nullable Object user,
            @Nullable Object at,
            @Nullable String type,
            @Nullable Object amount,
            @Nullable Object units,
            @Nullable Object flag) {
        return Rows.row("not read", user, at, type, amount, units, flag, at, null, null);
    }

    /** The event with a price, as such or times 100. */
    static @Nullable Object[] priced(@Nullable Object[] event, @Nullable Object price) {
        @Nullable Object[] priced = event.clone();
        priced[8] = price instanceof Integer cents ? (Object) cents.longValue() : price;
        return priced;
    }

    /** The event at that place. */
    static @Nullable Object[] placed(@Nullable Object[] event, @Nullable String place) {
        @Nullable Object[] placed = event.clone();
        placed[9] = place;
        return placed;
    }

    /** An event inside the window that has nothing but its user. */
    static @Nullable Object[] event(@Nullable Object user) {
        return event(user, INSIDE, null, null, null, null);
    }

    static @Nullable Object[] amount(@Nullable Object user, @Nullable Object amount) {
        return event(user, INSIDE, null, amount, null, null);
    }

    static @Nullable Object[] units(@Nullable Object user, @Nullable Object units) {
        return event(user, INSIDE, null, null, units, null);
    }

    static @Nullable Object[] at(@Nullable Object user, @Nullable Object time) {
        return event(user, time, null, null, null, null);
    }

    static MemoryEventSource source(List<@Nullable Object[]> rows) {
        return MemoryEventSource.ofRows(SCHEMA, rows);
    }

    static MemoryEventSource textKeyedSource(List<@Nullable Object[]> rows) {
        return MemoryEventSource.ofRows(TEXT_KEYED, rows);
    }

    /** A plan with an aggregation of every kind, filters that are shared and not, and features of features. */
    static PlanBuilder broadPlan(PlanBuilder plan) {
        BoundExpression buys = Expressions.equal(plan.column("type"), Expressions.constant("buy"));
        BoundExpression views = Expressions.equal(plan.column("type"), Expressions.constant("view"));
        BoundExpression all = plan.countRows();
        BoundExpression bought = plan.countRows(buys);
        BoundExpression spent = plan.aggregate(SUM, plan.column("amount"), buys);
        return plan.feature("events", all)
                .feature("buys", bought)
                .feature("views", plan.countRows(views))
                .feature("typed", plan.aggregate(COUNT, plan.column("type")))
                .feature("spent", spent)
                .feature("average", plan.aggregate(AVG, plan.column("amount")))
                .feature("units", plan.aggregate(SUM, plan.column("units")))
                .feature("flags", plan.aggregate(SUM, plan.column("flag")))
                .feature("smallest", plan.aggregate(MIN, plan.column("amount")))
                .feature("most", plan.aggregate(MAX, plan.column("units"), views))
                .feature("last", plan.aggregate(MAX, plan.column("at")))
                .feature("any_flag", plan.aggregate(MAX, plan.column("flag")))
                .feature("share", Expressions.divide(bought, all))
                .feature("per_buy", Expressions.divide(spent, bought));
    }

    /** Events of so many users, some of them outside the window, without key or without time. */
    static List<@Nullable Object[]> randomEvents(int count, int users, boolean textKeys, long seed) {
        Random random = new Random(seed);
        Random more = new Random(~seed);
        String[] places = {"here", "there", "é", "", null};
        List<@Nullable Object[]> rows = Rows.rows();
        String[] types = {"view", "buy", "", "share", "Größe", null};
        for (int i = 0; i < count; i++) {
            long user = random.nextInt(users) * 1_000_003L - 500L;
            Object key = random.nextInt(50) == 0 ? null : textKeys ? (Object) ("user " + user) : (Object) user;
            long length = WINDOW.length();
            Object at = random.nextInt(60) == 0
                    ? null
                    : (Object) (WINDOW.start() - length / 20 + (long) (random.nextDouble() * length * 1.1));
            Object amount = random.nextInt(5) == 0 ? null : (Object) (random.nextGaussian() * Math.pow(10, i % 20 - 8));
            Object units = random.nextInt(5) == 0 ? null : (Object) (random.nextLong() >> 8);
            Object flag = random.nextInt(5) == 0 ? null : (Object) random.nextBoolean();
            @Nullable Object[] event = event(key, at, types[random.nextInt(types.length)], amount, units, flag);
            Object price = more.nextInt(5) == 0 ? null : (Object) (more.nextInt(2_000_000) - 1_000_000L);
            rows.add(placed(priced(event, price), places[more.nextInt(places.length)]));
        }
        return rows;
    }
}
