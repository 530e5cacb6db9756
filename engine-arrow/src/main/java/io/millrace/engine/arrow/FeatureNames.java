package io.millrace.engine.arrow;

import io.millrace.core.evaluate.EvaluationException;
import io.millrace.core.plan.AggregationCall;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.run.InputException;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tells which features, and which entity, a value that cannot be computed concerns. */
final class FeatureNames {
    private final FeaturePlan plan;
    private final LongFunction<String> entity;

    /**
     * @param entity the name of the entity with the record at that address; empty where it is not known
     */
    FeatureNames(FeaturePlan plan, LongFunction<String> entity) {
        this.plan = plan;
        this.entity = entity;
    }

    /** The features that need one of these aggregations or steps, by their places in the line of values. */
    List<String> ofValues(BitSet values) {
        BitSet concerned = (BitSet) values.clone();
        for (int i = 0; i < plan.steps().size(); i++) {
            if (plan.stepInputs(i).intersects(concerned)) {
                concerned.set(plan.aggregations().size() + i);
            }
        }
        return plan.features().stream()
                .filter(feature -> concerned.get(feature.value()))
                .map(feature -> feature.field().name())
                .toList();
    }

    List<String> ofValue(int value) {
        BitSet values = new BitSet();
        values.set(value);
        return ofValues(values);
    }

    /** The features over rows that the filter of one of the lanes keeps. */
    List<String> ofFilters(List<RecordLayout.Lane> lanes) {
        return ofAggregations(
                call -> lanes.stream().anyMatch(lane -> lane.filter().equals(call.filter())));
    }

    /** The features over the values of one of the lanes. */
    List<String> ofLanes(List<RecordLayout.Lane> lanes) {
        return ofAggregations(
                call -> lanes.contains(new RecordLayout.Lane(call.window(), call.filter(), call.arguments())));
    }

    /** The features that need a result of an aggregation as the cell has it. */
    List<String> ofCell(RecordLayout.Cell cell) {
        return ofAggregations(call -> call.equals(cell.call()));
    }

    private List<String> ofAggregations(Predicate<AggregationCall> concerned) {
        BitSet values = new BitSet();
        IntStream.range(0, plan.aggregations().size())
                .filter(i -> concerned.test(plan.aggregations().get(i)))
                .forEach(values::set);
        return ofValues(values);
    }

    /** The first of the rows for which the evaluation, given it alone, fails; the first of all if none does. */
    int firstFailing(int[] rows, int count, Consumer<int[]> evaluation) {
        int[] one = new int[1];
        for (int i = 0; i < count; i++) {
            one[0] = rows[i];
            try {
                evaluation.accept(one);
            } catch (EvaluationException e) {
                return rows[i];
            }
        }
        return rows[0];
    }

    /** What to throw: features, entity and the reason. */
    InputException failure(List<String> features, long record, EvaluationException reason) {
        return failure(features, record, String.valueOf(reason.getMessage()), reason);
    }

    InputException failure(List<String> features, String name, EvaluationException reason) {
        return failure(features, name, String.valueOf(reason.getMessage()), reason);
    }

    InputException failure(List<String> features, long record, String reason, @Nullable Throwable cause) {
        return failure(features, entity.apply(record), reason, cause);
    }

    private static InputException failure(
            List<String> features, String name, String reason, @Nullable Throwable cause) {
        String what = (features.size() == 1 ? "feature " : "features ") + String.join(", ", features)
                + (name.isEmpty() ? "" : ", entity " + name) + ": " + reason;
        return cause == null ? new InputException(what) : new InputException(what, cause);
    }
}
