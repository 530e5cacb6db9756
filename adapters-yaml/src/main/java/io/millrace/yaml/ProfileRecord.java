package io.millrace.yaml;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.millrace.core.event.DataType;
import io.millrace.core.feature.Times;
import io.millrace.core.matrix.ColumnProfile;
import io.millrace.core.matrix.MatrixProfile;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a run's record says of the matrix's columns. */
final class ProfileRecord {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ProfileRecord() {}

    static ArrayNode columns(MatrixProfile matrix) {
        ArrayNode columns = NODES.arrayNode();
        for (ColumnProfile profile : matrix.columns()) {
            ObjectNode node = columns.addObject()
                    .put("column", profile.name())
                    .put("type", profile.type().sql())
                    .put("rows", profile.rows())
                    .put("nulls", profile.nulls())
                    .put("constant", profile.isConstant())
                    .put("distinct", profile.distinct())
                    .put("distinct_exact", profile.distinctExact());
            putValue(node, "min", profile.type(), profile.min());
            putValue(node, "max", profile.type(), profile.max());
            putNumber(node, "mean", profile.mean());
            putNumber(node, "deviation", profile.deviation());
            ObjectNode quantiles = node.putObject("quantiles");
            for (int i = 0; i < profile.quantiles().size(); i++) {
                quantiles.put(
                        ColumnProfile.QUANTILES.get(i).toString(),
                        profile.quantiles().get(i));
            }
        }
        return columns;
    }

    static ObjectNode correlation(MatrixProfile matrix) {
        return matrix.strongest()
                .map(strongest -> NODES.objectNode()
                        .put("left", strongest.left())
                        .put("right", strongest.right())
                        .put("value", strongest.value()))
                .orElseGet(NODES::objectNode);
    }

    private static void putValue(ObjectNode node, String key, DataType type, Optional<Object> value) {
        Object found = value.orElse(null);
        if (found instanceof Long micros && type == DataType.TIMESTAMP) {
            node.put(key, Times.toInstant(micros).toString());
        } else if (found instanceof Long unscaled && type.isDecimal()) {
            node.put(key, BigDecimal.valueOf(unscaled, type.scale()));
        } else {
            node.putPOJO(key, found);
        }
    }

    private static void putNumber(ObjectNode node, String key, OptionalDouble value) {
        if (value.isPresent()) {
            node.put(key, value.getAsDouble());
        } else {
            node.putNull(key);
        }
    }
}
