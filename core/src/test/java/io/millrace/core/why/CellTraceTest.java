package io.millrace.core.why;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.contract.EngineUnderTest;
import io.millrace.core.contract.GeneratedSetRun;
import io.millrace.core.contract.OwnExtensions;
import io.millrace.core.contract.ReferenceEngine;
import io.millrace.core.feature.Times;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.FeatureTrace.Kind;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.Duplicates;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.InputException;
import io.millrace.core.run.RunRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** What is told of a cell, on generated feature sets and events: it is the matrix's, and so are its parts. */
class CellTraceTest {
    @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
    void tellsTheCellOfTheMatrix(
            @ForAll(supplier = GeneratedSetRun.Supplier.class) GeneratedSetRun run,
            @ForAll @IntRange(max = 1000) int rowChoice,
            @ForAll @IntRange(max = 1000) int featureChoice,
            @ForAll @IntRange(max = 3) int duplicates) {
        RunRequest asked = RunRequest.of(run.set(), run.events(), run.asOf().get(0))
                .withAsOf(run.asOf())
                .withExtensions(OwnExtensions.ALL)
                .withQuarantine(refused -> {});
        RunRequest request = duplicates == 0 ? asked.withoutDuplicates(Duplicates.OF_ALL_COLUMNS) : asked;
        FeaturePlan plan = FeaturePipeline.plan(request);
        List<List<@Nullable Object>> rows = rows(plan, run);
        Assume.that(!rows.isEmpty());
        List<@Nullable Object> row = rows.get(rowChoice % rows.size());
        int place = featureChoice % plan.features().size();
        String feature = plan.features().get(place).field().name();

        CellTrace trace = CellTrace.of(
                new ReferenceEngine(),
                request.withEffort(request.memory(), run.threads(), run.batchRows()),
                new CellTrace.Question(feature, entity(plan, row), asOf(plan, row), 5),
                RunListener.NONE);

        assertEquals(row.get(plan.leadingColumns() + place), trace.value(), feature);
        assertParts(trace, feature, request.duplicates().isPresent());
        assertEquals(Math.min(5, trace.eventCount()), trace.events().size());
    }

    /** None where the run fails, as some generated ones do. */
    private static List<List<@Nullable Object>> rows(FeaturePlan plan, GeneratedSetRun run) {
        try {
            return EngineUnderTest.of(new ReferenceEngine())
                    .run(plan, run.events())
                    .rows();
        } catch (InputException e) {
            return List.of();
        }
    }

    private static List<Object> entity(FeaturePlan plan, List<@Nullable Object> row) {
        List<Object> entity = new ArrayList<>();
        row.subList(0, plan.keys().size()).forEach(value -> entity.add(Objects.requireNonNull(value)));
        return entity;
    }

    private static Instant asOf(FeaturePlan plan, List<@Nullable Object> row) {
        return plan.asOfColumn()
                ? Times.toInstant(
                        (Long) Objects.requireNonNull(row.get(plan.keys().size())))
                : Times.toInstant(plan.asOfTimes().get(0));
    }

    private static void assertParts(CellTrace trace, String feature, boolean withoutDuplicates) {
        for (CellTrace.Value part : trace.parts()) {
            if (part.part().name().equals(feature) && !trace.defaulted()) {
                assertEquals(trace.value(), part.value(), part.toString());
            }
            String text = part.part().text();
            boolean counts = part.part().kind() == Kind.AGGREGATION
                    && text.startsWith("count(")
                    && !text.startsWith("count(distinct");
            if (counts && !withoutDuplicates) {
                assertEquals(part.value(), part.events(), part.toString());
            }
        }
    }
}
