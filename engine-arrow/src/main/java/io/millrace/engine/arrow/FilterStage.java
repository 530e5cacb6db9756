package io.millrace.engine.arrow;

import io.millrace.core.evaluate.EvaluationException;
import io.millrace.core.evaluate.Evaluator;
import io.millrace.core.event.ColumnBatch;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.FeaturePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One distinct filter, evaluated once per batch, and the arguments that are aggregated over the rows it keeps. */
final class FilterStage {
    private final @Nullable Evaluator filter;
    private final Optional<Integer> ordinal;
    private final FeatureNames names;
    private final List<ArgumentStage> arguments = new ArrayList<>();
    private final int[] keptRows;

    /**
     * @param cells all with this filter
     * @param kernelOf what is done with the values of a cell's argument
     */
    FilterStage(
            FeaturePlan plan,
            Optional<Integer> filter,
            List<RecordLayout.Cell> cells,
            Function<RecordLayout.Cell, Kernel> kernelOf,
            int batchRows,
            FeatureNames names) {
        this.filter = filter.map(place -> Evaluator.of(plan.filters().get(place), batchRows))
                .orElse(null);
        this.ordinal = filter;
        this.names = names;
        this.keptRows = new int[filter.isPresent() ? batchRows : 0];
        List<BoundExpression> distinct =
                cells.stream().map(RecordLayout.Cell::argument).distinct().toList();
        for (BoundExpression argument : distinct) {
            List<Kernel> kernels = cells.stream()
                    .filter(cell -> cell.argument().equals(argument))
                    .map(kernelOf)
                    .toList();
            arguments.add(new ArgumentStage(plan, argument, filter, kernels, batchRows, names));
        }
    }

    /**
     * @param records {@code records[row]} is the address of the record for {@code row}, one of {@code rows}
     */
    void update(ColumnBatch batch, int[] rows, long[] records, int count) {
        if (filter == null) {
            updateArguments(batch, rows, records, count);
            return;
        }
        int kept = select(filter, batch, rows, records, count);
        updateArguments(batch, keptRows, records, kept);
    }

    private int select(Evaluator condition, ColumnBatch batch, int[] rows, long[] records, int count) {
        try {
            return condition.select(batch, rows, count, keptRows);
        } catch (EvaluationException e) {
            int row = names.firstFailing(rows, count, one -> condition.select(batch, one, 1, keptRows));
            throw names.failure(names.ofFilter(ordinal.orElseThrow()), records[row], e);
        }
    }

    private void updateArguments(ColumnBatch batch, int[] rows, long[] records, int count) {
        for (ArgumentStage argument : arguments) {
            argument.update(batch, rows, records, count);
        }
    }

    long nonFinite() {
        long arguments =
                this.arguments.stream().mapToLong(ArgumentStage::nonFinite).sum();
        return arguments + (filter == null ? 0 : filter.nonFinite());
    }
}
