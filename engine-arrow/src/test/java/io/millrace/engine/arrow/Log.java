package io.millrace.engine.arrow;

import static io.millrace.core.plan.AggregationFunction.AVG;
import static io.millrace.core.plan.AggregationFunction.MAX;
import static io.millrace.core.plan.AggregationFunction.SUM;

import io.millrace.core.contract.Expressions;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.MemoryFile;
import io.millrace.core.contract.PlanBuilder;
import io.millrace.core.contract.Rows;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** An event log for tests of the engine: window [0, 1000000). */
final class Log {
    static final Window WINDOW = new Window(0, 1_000_000);

    private Log() {}

    static Schema schema(DataType key) {
        return Schema.of(
                Field.nullable("user", key),
                Field.nullable("at", DataType.TIMESTAMP),
                Field.nullable("type", DataType.TEXT),
                Field.nullable("amount", DataType.FLOAT64),
                Field.nullable("units", DataType.INT64));
    }

    static PlanBuilder plan() {
        return plan(DataType.INT64);
    }

    static PlanBuilder plan(DataType key) {
        return PlanBuilder.over(schema(key), "user", "at", WINDOW);
    }

    static FeaturePlan usualPlan(DataType key) {
        PlanBuilder plan = plan(key);
        var buys = Expressions.equal(plan.column("type"), Expressions.constant("buy"));
        return plan.feature("rows", plan.countRows())
                .feature("buys", plan.countRows(buys))
                .feature("spent", plan.aggregate(SUM, plan.column("amount"), buys))
                .feature("average", plan.aggregate(AVG, plan.column("amount")))
                .feature("most", plan.aggregate(MAX, plan.column("units")))
                .feature("last", plan.aggregate(MAX, plan.column("at")))
                .build();
    }

    /**
     * Files of random events.
     *
     * @param amounts what amounts are multiplied with: 0.01 keeps sums in their windows, 1e-30 does not
     */
    static MemoryEventSource events(DataType key, int files, int rows, int users, double amounts) {
        return MemoryEventSource.of(files(key, files, rows, users, amounts));
    }

    static List<MemoryFile> files(DataType key, int files, int rows, int users, double amounts) {
        Random random = new Random(42);
        List<MemoryFile> list = new ArrayList<>();
        for (int file = 0; file < files; file++) {
            List<@Nullable Object[]> events = Rows.rows();
            for (int i = 0; i < rows; i++) {
                events.add(Rows.row(
                        user(key, random.nextInt(users)),
                        random.nextInt(1_000_000),
                        random.nextBoolean() ? "buy" : "view",
                        random.nextInt(100_000) * amounts,
                        random.nextInt(100)));
            }
            list.add(new MemoryFile("file " + file, schema(key), events));
        }
        return list;
    }

    static Object user(DataType key, int number) {
        return key == DataType.TEXT ? (Object) ("user " + "x".repeat(number % 50) + number) : (Object) (number * 31L);
    }
}
