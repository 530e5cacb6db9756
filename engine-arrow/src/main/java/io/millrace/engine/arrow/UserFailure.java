package io.millrace.engine.arrow;

import io.millrace.core.port.Aggregation;
import io.millrace.core.run.InputException;
import java.util.List;

/** Tells which aggregation, feature and entity an exception of a user's aggregation concerns. */
final class UserFailure {
    private final FeatureNames names;
    private final List<String> features;
    private final Aggregation aggregation;

    UserFailure(FeatureNames names, List<String> features, Aggregation aggregation) {
        this.names = names;
        this.features = features;
        this.aggregation = aggregation;
    }

    /**
     * What to throw.
     *
     * @param record that of the entity
     */
    InputException of(long record, RuntimeException cause) {
        return names.failure(features, record, "the aggregation " + aggregation.name() + " failed: " + cause, cause);
    }

    /** What to throw for a result that is none. */
    InputException of(long record, String problem) {
        return names.failure(features, record, "the aggregation " + aggregation.name() + " " + problem, null);
    }
}
