package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression;
import java.util.Optional;

/** Which casts there are: all but those between times and numbers or booleans. */
final class Casts {
    private Casts() {}

    static boolean allowed(Term term, DataType type) {
        if (Unifier.fits(term, type)) {
            return true;
        }
        if (!(term instanceof Term.Value value)) {
            return false;
        }
        DataType from = value.expression().type();
        boolean time = from == DataType.TIMESTAMP || type == DataType.TIMESTAMP;
        return !time || from == DataType.TEXT || type == DataType.TEXT;
    }

    /** A cast that is allowed and changes the type. A text that says a decimal exactly is that decimal. */
    static Term cast(Term.Value value, Expression.Cast cast) {
        BoundExpression expression = value.expression();
        if (cast.type().isDecimal()
                && expression instanceof BoundExpression.Constant constant
                && constant.value() instanceof String text) {
            Optional<BoundExpression.Constant> exact = TypedValue.listed(text, cast.type());
            if (exact.isPresent()) {
                return new Term.Value(exact.get(), false, cast.span());
            }
        }
        boolean parsesToNull = expression.type() == DataType.TEXT && cast.type() == DataType.FLOAT64;
        boolean nullable = expression.nullable() || cast.lenient() || parsesToNull;
        return new Term.Value(
                new BoundExpression.Cast(expression, cast.type(), cast.lenient(), nullable), false, cast.span());
    }
}
