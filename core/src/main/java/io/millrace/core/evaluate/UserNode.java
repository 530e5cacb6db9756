package io.millrace.core.evaluate;

import io.millrace.core.event.ColumnBatch;
import io.millrace.core.event.ColumnVector;
import io.millrace.core.event.DataType;
import io.millrace.core.event.DoubleVector;
import io.millrace.core.event.LongVector;
import io.millrace.core.plan.BoundExpression.UserCall;
import io.millrace.core.port.UserFunction;
import java.util.List;

/** A call of a user's function, row by row, through one pair of arguments and result. */
final class UserNode extends Node {
    private final UserFunction function;
    private final List<Node> arguments;
    private final UserArguments values;
    private final UserResult outcome;
    private final DataType type;
    private final Tally tally;
    private final ColumnVector result;
    private final TextResult texts;
    private final LiveRows live;

    /**
     * @param arguments the call's
     */
    UserNode(UserCall call, List<Node> arguments, int capacity, Tally tally) {
        this.function = call.function();
        this.arguments = arguments;
        this.values = new UserArguments(call.arguments());
        this.type = call.type();
        this.outcome = new UserResult(type);
        this.tally = tally;
        boolean text = type == DataType.TEXT;
        this.texts = new TextResult(text ? capacity : 0);
        this.result = text ? texts.vector() : ColumnVector.of(type, capacity);
        this.live = new LiveRows(capacity);
    }

    @Override
    ColumnVector evaluate(ColumnBatch batch, int[] rows, int count) {
        for (int i = 0; i < arguments.size(); i++) {
            values.vector(i, arguments.get(i).evaluate(batch, rows, count));
        }
        texts.start();
        result.clearNulls();
        live.start(rows, count);
        for (int i = 0; i < arguments.size() && !function.takesNull(); i++) {
            live.require(values.vector(i), result);
        }
        for (int i = 0; i < live.count(); i++) {
            call(live.rows()[i]);
        }
        return result;
    }

    private void call(int row) {
        values.row(row);
        outcome.start();
        try {
            function.evaluate(values, outcome);
        } catch (RuntimeException e) {
            throw new EvaluationException(function.name() + values + " failed: " + e, e);
        }
        outcome.problem().ifPresent(problem -> {
            throw new EvaluationException(function.name() + values + " " + problem);
        });
        if (outcome.isNull()) {
            result.setNull(row);
        } else if (result instanceof DoubleVector doubles) {
            tally.store(doubles, row, outcome.number());
        } else if (result instanceof LongVector longs) {
            longs.set(row, outcome.integer());
        } else {
            texts.set(row, outcome.text());
        }
    }
}
