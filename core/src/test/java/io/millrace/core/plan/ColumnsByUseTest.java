package io.millrace.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.StreamflowChurn;
import io.millrace.core.port.Extensions;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnsByUseTest {
    @Test
    void givesEveryColumnTheTypeThatItsUseNeeds() {
        FeatureSet set = FeatureSet.builder("set")
                .entity("account", "shop")
                .time("at")
                .window("30d")
                .column("price", "decimal(10, 2)")
                .where("not is_test")
                .validate("sane", "quantity > 0")
                .feature("spent", "sum(price * 2)")
                .feature("kinds", "count(*) filter (where kind = 'a')")
                .feature("parts_{part}", "count(*) filter (where part = :part)")
                .forEach("part", "1", "2")
                .feature("weight", "avg(weight)")
                .feature("since", "days_between(max(paid_at), as_of)")
                .feature("anything", "count(remark)")
                .build();
        assertEquals(
                new Schema(List.of(
                        Field.required("account", DataType.TEXT),
                        Field.required("shop", DataType.TEXT),
                        Field.nullable("at", DataType.TIMESTAMP),
                        Field.nullable("price", DataType.decimal(10, 2)),
                        Field.nullable("is_test", DataType.BOOLEAN),
                        Field.nullable("quantity", DataType.FLOAT64),
                        Field.nullable("kind", DataType.TEXT),
                        Field.nullable("part", DataType.TEXT),
                        Field.nullable("weight", DataType.FLOAT64),
                        Field.nullable("paid_at", DataType.TIMESTAMP),
                        Field.nullable("remark", DataType.TEXT))),
                ColumnsByUse.of(set, Extensions.NONE));
    }

    @Test
    void bindsTheBuiltInSet() {
        Schema schema = ColumnsByUse.of(StreamflowChurn.featureSet(), Extensions.NONE);
        assertEquals(DataType.FLOAT64, schema.find("revenue").orElseThrow().type());
        assertEquals(DataType.TEXT, schema.find("event_type").orElseThrow().type());
    }
}
