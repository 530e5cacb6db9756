package io.millrace.engine.arrow;

import io.millrace.core.evaluate.EntryCondition;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Gathers the counts that {@link CodeCounts} can keep: by text column and window. */
final class CodeCountStages {
    private final FeaturePlan plan;
    private final StageBuffers buffers;
    private final Map<Group, List<Count>> groups = new LinkedHashMap<>();

    private record Group(int column, Window window, CountWidth width) {}

    private record Count(Lanes.Entry entry, CountPlaces.Target target) {}

    CodeCountStages(FeaturePlan plan, StageBuffers buffers) {
        this.plan = plan;
        this.buffers = buffers;
    }

    /** Whether it is such a count; then it is taken in. */
    boolean take(Lanes.Entry entry) {
        if (!(entry.kernel() instanceof CountKernel kernel)) {
            return false;
        }
        Optional<EntryCondition> condition = entry.filter().flatMap(EntryCondition::of);
        if (condition.isEmpty() || !isOfFilterAlone(entry.arguments(), condition.get())) {
            return false;
        }
        groups.computeIfAbsent(
                        new Group(condition.get().column(), entry.window(), kernel.width()), group -> new ArrayList<>())
                .add(new Count(
                        entry,
                        new CountPlaces.Target(
                                condition.get(), entry.arguments().isEmpty(), kernel.offset)));
        return true;
    }

    /** Whether nothing is counted but rows that the filter keeps, or values of its own column. */
    private static boolean isOfFilterAlone(List<BoundExpression> arguments, EntryCondition condition) {
        return arguments.stream()
                .allMatch(argument ->
                        argument instanceof BoundExpression.Column column && column.ordinal() == condition.column());
    }

    /**
     * @param plain makes the stages that keep some counts without the help of a dictionary
     */
    List<RowStage> stages(Function<List<Lanes.Entry>, List<RowStage>> plain) {
        List<RowStage> stages = new ArrayList<>();
        groups.forEach((group, counts) -> stages.add(new CodeCounts(
                group.column(),
                plan.time(),
                new TimeRanges(List.of(group.window())),
                new CountPlaces(counts.stream().map(Count::target).toList()),
                group.width(),
                buffers,
                () -> plain.apply(counts.stream().map(Count::entry).toList()))));
        return stages;
    }
}
