package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Expression;
import io.millrace.core.feature.Span;
import io.millrace.core.json.JsonPath;
import io.millrace.core.port.UserFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Types calls of scalar functions by name, over arguments that are bound already, and {@code like}. */
final class ScalarCalls {
    private final Reporter reporter;
    private final Unifier unifier;

    ScalarCalls(Reporter reporter) {
        this.reporter = reporter;
        this.unifier = new Unifier(reporter);
    }

    Term call(ScalarSignature signature, List<Term> arguments, Span span) {
        if (!signature.takes(arguments.size())) {
            return reporter.wrong(
                    span,
                    signature.name() + " takes " + signature.arity() + ", not " + arguments.size(),
                    signature.function() == ScalarFunction.ROUND && arguments.size() == 2
                            ? "round to a number of digits like this: round(x * 100) / 100"
                            : "");
        }
        if (arguments.stream().anyMatch(Term.Failed.class::isInstance)) {
            return new Term.Failed(span);
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (!signature.parameters().takes(i, arguments.get(i))) {
                return misfit(signature, i, arguments.get(i));
            }
        }
        if (signature.parameters() == ScalarSignature.Parameters.ROUNDED) {
            return rounded(signature, arguments.get(0), span);
        }
        return signature.parameters().type(0).isEmpty()
                ? unified(signature, arguments, span)
                : typed(signature, arguments, span);
    }

    private Term misfit(ScalarSignature signature, int argument, Term term) {
        Optional<DataType> type = signature.parameters().type(argument);
        String advice = type.isPresent() && type.get() == DataType.TEXT && term instanceof Term.Value
                ? "make it a text: cast(" + reporter.written(term.span(), "x") + " as text)"
                : signature.parameters().words().equals("numbers") ? Misfits.numberInText(term, reporter) : "";
        return reporter.misfit(
                term.span(),
                List.of(term),
                signature.name() + " takes " + signature.parameters().words() + ", not " + Unifier.typeName(term),
                advice);
    }

    /** An integer is its own rounding. */
    private Term rounded(ScalarSignature signature, Term argument, Span span) {
        if (argument instanceof Term.Value value && value.expression().type() == DataType.INT64) {
            return value.at(span);
        }
        return unifier.convert(argument, DataType.FLOAT64)
                .<Term>map(number -> value(signature, List.of(number), DataType.FLOAT64, false, span))
                .orElse(new Term.Failed(span));
    }

    private Term typed(ScalarSignature signature, List<Term> arguments, Span span) {
        List<BoundExpression> converted = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            DataType type = signature.parameters().type(i).orElseThrow();
            unifier.convert(arguments.get(i), type).ifPresent(converted::add);
        }
        return converted.size() < arguments.size()
                ? new Term.Failed(span)
                : value(signature, converted, signature.result().orElseThrow(), false, span);
    }

    private Term unified(ScalarSignature signature, List<Term> arguments, Span span) {
        if (arguments.stream().allMatch(Term.Null.class::isInstance)) {
            return new Term.Null(span);
        }
        String misfit = signature.name() + " takes values of one type, not %s and %s";
        return unifier.unify(arguments, DataType.INT64, misfit, span)
                .map(unified -> value(signature, unified.operands(), unified.type(), unified.fromInput(), span))
                .orElse(new Term.Failed(span));
    }

    private static Term value(
            ScalarSignature signature, List<BoundExpression> arguments, DataType type, boolean fromInput, Span span) {
        return new Term.Value(Operators.function(signature.function(), arguments, type), fromInput, span);
    }

    Term call(UserFunction function, List<Term> arguments, Span span) {
        if (arguments.stream().anyMatch(Term.Failed.class::isInstance)) {
            return new Term.Failed(span);
        }
        return UserArguments.of(function.name(), function.takes(), function::result, arguments, span, reporter)
                .<Term>map(sound -> new Term.Value(
                        new BoundExpression.UserCall(function, sound.arguments(), sound.result()),
                        sound.fromInput(),
                        span))
                .orElse(new Term.Failed(span));
    }

    /** Whether the path is written as a constant, and is one; else that is reported. */
    boolean isPath(Expression path) {
        if (!(path instanceof Expression.TextLiteral text)) {
            reporter.wrong(
                    path.span(),
                    "the path of json_value is a text, written as a constant",
                    "write it in single quotes: json_value(x, '$.name')");
            return false;
        }
        try {
            JsonPath.parse(text.value());
            return true;
        } catch (IllegalArgumentException e) {
            reporter.wrong(path.span(), String.valueOf(e.getMessage()), "");
            return false;
        }
    }

    Term like(Term value, Expression pattern, Span span) {
        Optional<BoundExpression.Constant> constant = pattern(pattern);
        if (value instanceof Term.Failed || constant.isEmpty()) {
            return new Term.Failed(span);
        }
        if (!Unifier.fits(value, DataType.TEXT)) {
            return reporter.misfit(
                    value.span(),
                    List.of(value),
                    "like takes text, not " + Unifier.typeName(value),
                    "make it a text: cast(" + reporter.written(value.span(), "x") + " as text)");
        }
        if (constant.get().value() == null) {
            return new Term.Value(new BoundExpression.Constant(DataType.BOOLEAN, null), false, span);
        }
        BoundExpression text = unifier.convert(value, DataType.TEXT).orElseThrow();
        List<BoundExpression> arguments = List.of(text, constant.get());
        return new Term.Value(Operators.function(ScalarFunction.LIKE, arguments, DataType.BOOLEAN), false, span);
    }

    private Optional<BoundExpression.Constant> pattern(Expression pattern) {
        if (pattern instanceof Expression.NullLiteral) {
            return Optional.of(new BoundExpression.Constant(DataType.TEXT, null));
        }
        if (!(pattern instanceof Expression.TextLiteral text)) {
            reporter.wrong(
                    pattern.span(),
                    "the pattern of like is a text, written as a constant",
                    "write it in single quotes: x like 'a%'");
            return Optional.empty();
        }
        int end = text.value().length();
        while (end > 0 && text.value().charAt(end - 1) == '\\') {
            end--;
        }
        if ((text.value().length() - end) % 2 == 1) {
            reporter.wrong(
                    pattern.span(),
                    "the pattern ends with \\, which makes the next character plain",
                    "write \\\\ for the character \\ itself");
            return Optional.empty();
        }
        return Optional.of(new BoundExpression.Constant(DataType.TEXT, text.value()));
    }
}
