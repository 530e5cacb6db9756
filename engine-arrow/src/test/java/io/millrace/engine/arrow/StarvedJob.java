package io.millrace.engine.arrow;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.MemoryFile;
import io.millrace.core.contract.Rows;
import io.millrace.core.contract.TextForm;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Schema;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.FeatureEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A job whose events are of a kind that takes memory where one does not expect it.
 *
 * @param rows of each file
 * @param ownedByOne the share of the events that one user has
 * @param keyBytes how long a text key is, about; integers where it is 0
 * @param types how many event types there are
 * @param all whether every aggregation is asked for, else a few usual ones
 * @param rosterSize 0 for no roster
 */
record StarvedJob(
        long seed,
        int files,
        int rows,
        int users,
        double ownedByOne,
        int keyBytes,
        int types,
        TextForm form,
        boolean all,
        boolean withoutDuplicates,
        int rosterSize,
        int threads,
        int batchRows) {

    static StarvedJob random(Random random) {
        int keyBytes = pick(random, 0, 0, 12, 12, 300, 10_000);
        int users = pick(random, 1, 10, 1000, 20_000, 20_000);
        return new StarvedJob(
                random.nextLong(),
                1 + random.nextInt(3),
                pick(random, 0, 300, 2000, 5000, 5000),
                keyBytes == 10_000 ? Math.min(users, 300) : users,
                random.nextInt(3) == 0 ? 0.5 : 0,
                keyBytes,
                pick(random, 2, 2, 50, 10_000),
                TextForm.values()[random.nextInt(TextForm.values().length)],
                random.nextInt(3) == 0,
                random.nextInt(5) == 0,
                random.nextInt(5) == 0 ? 1 + random.nextInt(2000) : 0,
                1 + random.nextInt(4),
                pick(random, 7, 100, 1000, 65_536));
    }

    private static int pick(Random random, int... choices) {
        return choices[random.nextInt(choices.length)];
    }

    DataType key() {
        return keyBytes == 0 ? DataType.INT64 : DataType.TEXT;
    }

    FeaturePlan plan() {
        FeaturePlan plan = all ? VariableBudgetTest.everything(key()) : Log.usualPlan(key());
        return withoutDuplicates ? plan.withoutDuplicates(Log.schema(key()).fields()) : plan;
    }

    MemoryEventSource events() {
        Random random = new Random(seed);
        double scale = new double[] {0.01, 1e-30, 1e25}[random.nextInt(3)];
        Schema schema = Log.schema(key());
        List<Object> keys = keys(users);
        List<MemoryFile> list = new ArrayList<>();
        for (int file = 0; file < files; file++) {
            List<@Nullable Object[]> events = Rows.rows();
            for (int i = 0; i < rows; i++) {
                int user = random.nextDouble() < ownedByOne ? 0 : random.nextInt(users);
                events.add(Rows.row(
                        keys.get(user),
                        random.nextInt(1_000_000),
                        random.nextInt(4) == 0 ? "buy" : "type " + random.nextInt(types),
                        random.nextInt(100_000) * scale,
                        random.nextInt(100)));
            }
            list.add(new MemoryFile("file " + file, schema, events));
        }
        return MemoryEventSource.of(list).withText(form);
    }

    private List<Object> keys(int count) {
        List<Object> keys = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            keys.add(keyBytes == 0 ? (Object) (number * 31L) : "k".repeat(keyBytes - number % 10) + number);
        }
        return keys;
    }

    EngineUnderTest on(FeatureEngine engine) {
        EngineUnderTest subject =
                EngineUnderTest.of(engine).withThreads(threads).withBatchRows(batchRows);
        return rosterSize == 0 ? subject : subject.withRoster(key(), new ArrayList<>(keys(rosterSize)));
    }
}
