package io.millrace.engine.arrow;

import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.ObjectAggregation;
import io.millrace.core.port.SlotAggregation;

/** The kernels of one thread. */
final class CellKernels implements KernelFactory {
    private final RecordLayout layout;
    private final FeaturePlan plan;
    private final VariableStore store;
    private final FeatureNames names;

    CellKernels(RecordLayout layout, FeaturePlan plan, VariableStore store, FeatureNames names) {
        this.layout = layout;
        this.plan = plan;
        this.store = store;
        this.names = names;
    }

    @Override
    public Kernel kernel(RecordLayout.Cell cell, int asOf) {
        int offset = layout.block(asOf) + cell.offset();
        return switch (cell.kind()) {
            case COUNT -> new CountKernel(offset, layout.countWidth());
            case PRESENCE -> new PresenceKernel(offset);
            case LONG_SUM -> new LongSumKernel(offset);
            case DOUBLE_SUM -> new DoubleSumKernel(offset, store.wideSums);
            case LONG_MIN -> new LongMinKernel(offset);
            case LONG_MAX -> new LongMaxKernel(offset);
            case DOUBLE_MIN -> new DoubleMinKernel(offset);
            case DOUBLE_MAX -> new DoubleMaxKernel(offset);
            case TEXT_MIN -> new TextExtremeKernel(offset, -1, store.texts);
            case TEXT_MAX -> new TextExtremeKernel(offset, 1, store.texts);
            case NUMBER_FIRST -> new NumberAtEndKernel(offset, false, new ValueWords(store.texts));
            case NUMBER_LAST -> new NumberAtEndKernel(offset, true, new ValueWords(store.texts));
            case TEXT_FIRST -> new TextAtEndKernel(offset, -1, store.texts);
            case TEXT_LAST -> new TextAtEndKernel(offset, 1, store.texts);
            case MOMENTS -> new MomentsKernel(offset, store);
            case SLOPE -> new SlopeKernel(offset, store);
            case DECAYED_SUM -> decayedSum(cell, offset, asOf);
            case DAY_BITS -> new DayBitsKernel(offset, cell.bytes());
            case DAYS -> new TimeListKernel(offset, true, store.blocks);
            case TIMES -> new TimeListKernel(offset, false, store.blocks);
            case VALUES -> new ListKernel(offset, false, new ValueWords(store.texts), store.blocks);
            case DIFFERENT -> new ListKernel(offset, true, new ValueWords(store.texts), store.blocks);
            case VALUE_COUNTS -> new CountsKernel(offset, new ValueWords(store.texts), store.blocks);
            case BUCKET_COUNTS -> new CountsKernel(offset, new ValueWords(ValueWords.Form.BUCKET), store.blocks);
            case DISTINCT_SKETCH ->
                new DistinctSketchKernel(offset, new ValueWords(ValueWords.Form.HASH), store.blocks);
            case SLOTS -> slots(cell, offset);
            case OBJECT -> object(cell, offset);
        };
    }

    private Kernel decayedSum(RecordLayout.Cell cell, int offset, int asOf) {
        long time = plan.asOfTimes().get(asOf);
        return new DecayedSumKernel(offset, time, cell.call().parameter(), store.wideProducts);
    }

    private Kernel slots(RecordLayout.Cell cell, int offset) {
        SlotAggregation aggregation = (SlotAggregation) cell.call().user().orElseThrow();
        int arguments = cell.call().arguments().size();
        return new SlotKernel(offset, aggregation, arguments, failure(cell));
    }

    // The engine hands an aggregation's own states to it, and nothing else.
    @SuppressWarnings("unchecked")
    private Kernel object(RecordLayout.Cell cell, int offset) {
        var aggregation = (ObjectAggregation<Object>) cell.call().user().orElseThrow();
        int arguments = cell.call().arguments().size();
        return new ObjectKernel(offset, aggregation, arguments, store, failure(cell));
    }

    private UserFailure failure(RecordLayout.Cell cell) {
        return new UserFailure(names, names.ofCell(cell), cell.call().user().orElseThrow());
    }
}
