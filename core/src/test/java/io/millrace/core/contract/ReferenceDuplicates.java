package io.millrace.core.contract;

import io.millrace.core.event.DataType;
import io.millrace.core.plan.FeaturePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Which of several events that are duplicates stays. */
final class ReferenceDuplicates {
    private final FeaturePlan plan;
    private final List<Integer> compared;
    private final List<Integer> byName;

    ReferenceDuplicates(FeaturePlan plan, List<Integer> compared) {
        this.plan = plan;
        this.compared = compared;
        this.byName = IntStream.range(0, plan.reads().size())
                .boxed()
                .sorted(Comparator.comparing(
                        (Integer column) -> plan.reads().field(column).name()))
                .toList();
    }

    /**
     * An event that nothing else sets aside.
     *
     * @param cells as they were read
     * @param values what they mean
     */
    record Candidate(
            String file,
            List<Object> key,
            @Nullable Object[] cells,
            @Nullable Object[] values) {}

    /** The groups of duplicates, in each the one that stays first. */
    List<List<Candidate>> groups(List<Candidate> candidates) {
        Map<List<@Nullable Object>, List<Candidate>> groups = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            List<@Nullable Object> values = new ArrayList<>();
            compared.forEach(column -> values.add(candidate.values()[column]));
            groups.computeIfAbsent(values, key -> new ArrayList<>()).add(candidate);
        }
        groups.values().forEach(group -> group.sort(order()));
        return List.copyOf(groups.values());
    }

    /** By time, then by the columns by name with null first, then what is finite first, then by file. */
    private Comparator<Candidate> order() {
        Comparator<Candidate> order = byValue(plan.time());
        for (int column : byName) {
            order = order.thenComparing(byValue(column));
        }
        for (int column : byName) {
            if (plan.reads().field(column).type() == DataType.FLOAT64) {
                order = order.thenComparing(candidate -> isNotFinite(candidate.cells()[column]));
            }
        }
        return order.thenComparing(Candidate::file);
    }

    private static Comparator<Candidate> byValue(int column) {
        Comparator<@Nullable Object> order = Comparator.nullsFirst(ReferenceValue.ORDER);
        return (left, right) -> order.compare(left.values()[column], right.values()[column]);
    }

    private static boolean isNotFinite(@Nullable Object cell) {
        return cell instanceof Double number && !Double.isFinite(number);
    }
}
