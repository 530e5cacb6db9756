package io.millrace.core.evaluate;

import io.millrace.core.json.JsonPath;
import io.millrace.core.plan.BoundExpression;
import io.millrace.core.plan.BoundExpression.Call;
import io.millrace.core.plan.BoundExpression.Constant;
import io.millrace.core.plan.ScalarFunction;
import io.millrace.core.text.LikePattern;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Arguments that an operation takes as constants only. */
final class Constants {
    private Constants() {}

    /**
     * @throws IllegalArgumentException where the argument is no constant
     */
    static @Nullable Object value(Call call, BoundExpression argument) {
        if (argument instanceof Constant constant) {
            return constant.value();
        }
        throw new IllegalArgumentException(
                call.function().name().toLowerCase(Locale.ROOT) + " takes constants, not " + argument);
    }

    /** The node of {@code like} or {@code json_value}; without pattern or path everything is null. */
    static Node matched(Call call, Node text, int capacity) {
        Object value = value(call, call.arguments().get(1));
        if (value == null) {
            return new ConstantNode(new Constant(call.type(), null), capacity);
        }
        return call.function() == ScalarFunction.LIKE
                ? new Like(text, new LikePattern((String) value), capacity)
                : new TextFunction.InJson(JsonPath.parse((String) value), text, capacity);
    }
}
