package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;

/** The columns of the case study that its features use. */
final class Streamflow {
    static final Schema EVENTS = schema(DataType.TEXT);

    private Streamflow() {}

    static Schema schema(DataType key) {
        return Schema.of(
                Field.nullable("user_id", key),
                Field.nullable("event_type", DataType.TEXT),
                Field.nullable("timestamp", DataType.TIMESTAMP),
                Field.nullable("device_type", DataType.TEXT),
                Field.nullable("duration_seconds", DataType.INT64),
                Field.nullable("revenue", DataType.FLOAT64));
    }
}
