package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.FeatureSetBuilder;
import io.millrace.core.feature.Problem;
import io.millrace.core.run.DefinitionException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/** Feature sets over a small table of events, bound. */
final class Bindings {
    static final Instant AS_OF = Instant.parse("2024-10-31T00:00:00Z");

    static final Schema EVENTS = Schema.of(
            Field.nullable("user_id", DataType.TEXT),
            Field.nullable("ts", DataType.TIMESTAMP),
            Field.nullable("kind", DataType.TEXT),
            Field.nullable("units", DataType.INT64),
            Field.nullable("price", DataType.FLOAT64),
            Field.nullable("paid", DataType.BOOLEAN),
            Field.required("seq", DataType.INT64),
            Field.required("weight", DataType.FLOAT64));

    private Bindings() {}

    static FeatureSetBuilder set() {
        return FeatureSet.builder("test").entity("user_id").time("ts").window("10d");
    }

    static FeaturePlan bind(FeatureSetBuilder builder) {
        return Binder.bind(builder.build(), EVENTS, AS_OF);
    }

    /** A plan of one feature f. */
    static FeaturePlan plan(String expression) {
        return bind(set().feature("f", expression));
    }

    static Field field(String expression) {
        return plan(expression).features().get(0).field();
    }

    static List<Problem> problems(FeatureSetBuilder builder) {
        return problems(builder.build(), EVENTS);
    }

    static List<Problem> problems(FeatureSet set, Schema schema) {
        return Assertions.assertThrows(DefinitionException.class, () -> Binder.bind(set, schema, AS_OF))
                .problems();
    }
}
