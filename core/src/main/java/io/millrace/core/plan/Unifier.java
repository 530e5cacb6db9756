package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import io.millrace.core.feature.Span;
import io.millrace.core.feature.Times;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Brings operands to one type: numbers to double beside a double, to a common decimal beside a decimal; written text to
 * timestamp beside a timestamp.
 */
final class Unifier {
    private final Reporter reporter;

    Unifier(Reporter reporter) {
        this.reporter = reporter;
    }

    /**
     * Operands of one type.
     *
     * @param fromInput whether the type follows from the input
     */
    record Unified(DataType type, List<BoundExpression> operands, boolean fromInput) {}

    /**
     * Brings the terms to one type.
     *
     * @param fallback the type where every term is a written null
     * @param misfit what to say where they have none, with two places for the names of types that do not go together
     * @return empty where they have none, which is then reported
     */
    Optional<Unified> unify(List<Term> terms, DataType fallback, String misfit, Span span) {
        if (terms.stream().anyMatch(Term.Failed.class::isInstance)) {
            return Optional.empty();
        }
        Optional<DataType> type = commonType(terms, fallback);
        if (type.isEmpty()) {
            List<String> names = terms.stream()
                    .filter(term -> !(term instanceof Term.Null))
                    .map(Unifier::typeName)
                    .distinct()
                    .toList();
            reporter.misfit(
                    span, terms, misfit.formatted(names.get(0), names.get(names.size() - 1)), Misfits.advice(terms));
            return Optional.empty();
        }
        return convert(terms, type.get())
                .map(operands ->
                        new Unified(type.get(), operands, terms.stream().anyMatch(Unifier::isFromInput)));
    }

    /** The terms as expressions of that type; empty where one cannot be, which is then reported. */
    private Optional<List<BoundExpression>> convert(List<Term> terms, DataType type) {
        List<BoundExpression> converted = new ArrayList<>(terms.size());
        for (Term term : terms) {
            convert(term, type).ifPresent(converted::add);
        }
        return converted.size() == terms.size() ? Optional.of(converted) : Optional.empty();
    }

    /** The term as an expression of that type, where it has it or widens to it; a failure is reported. */
    Optional<BoundExpression> convert(Term term, DataType type) {
        if (term instanceof Term.Null) {
            return Optional.of(new BoundExpression.Constant(type, null));
        }
        BoundExpression expression = ((Term.Value) term).expression();
        if (expression.type() == type) {
            return Optional.of(expression);
        }
        if (type == DataType.FLOAT64) {
            return Optional.of(asDouble(expression));
        }
        if (type.isDecimal()) {
            return Optional.of(DecimalTypes.convert(expression, type));
        }
        return timestamp((String) ((BoundExpression.Constant) expression).value(), term.span());
    }

    private Optional<BoundExpression> timestamp(@Nullable String text, Span span) {
        try {
            Long micros = text == null ? null : Times.parseMicros(text);
            return Optional.of(new BoundExpression.Constant(DataType.TIMESTAMP, micros));
        } catch (IllegalArgumentException e) {
            reporter.wrong(span, "the text stands where a timestamp is needed: " + e.getMessage(), "");
            return Optional.empty();
        }
    }

    /** Whether the term has the type, or {@link #convert} gives it the type or reports why not. */
    static boolean fits(Term term, DataType type) {
        return term instanceof Term.Null
                || term instanceof Term.Value value
                        && (value.expression().type() == type
                                || type == DataType.FLOAT64
                                        && value.expression().type().isNumeric()
                                || type == DataType.TIMESTAMP && isWrittenText(value));
    }

    static BoundExpression asDouble(BoundExpression expression) {
        if (expression.type() == DataType.FLOAT64) {
            return expression;
        }
        if (expression instanceof BoundExpression.Constant constant
                && expression.type().isNumeric()) {
            Double number = constant.value() instanceof Long value
                    ? (Double)
                            BigDecimal.valueOf(value, expression.type().scale()).doubleValue()
                    : null;
            return new BoundExpression.Constant(DataType.FLOAT64, number);
        }
        return new BoundExpression.Cast(expression, DataType.FLOAT64, false, expression.nullable());
    }

    private static Optional<DataType> commonType(List<Term> terms, DataType fallback) {
        Set<DataType> types = new LinkedHashSet<>();
        for (Term term : terms) {
            if (term instanceof Term.Interval) {
                return Optional.empty();
            }
            if (term instanceof Term.Value value) {
                types.add(value.expression().type());
            }
        }
        if (types.isEmpty()) {
            return Optional.of(fallback);
        }
        if (types.stream().anyMatch(DataType::isDecimal)
                && types.stream().allMatch(type -> type == DataType.INT64 || type.isDecimal())) {
            return DecimalTypes.common(Misfits.values(terms));
        }
        return types.stream()
                .filter(type -> terms.stream().allMatch(term -> fits(term, type)))
                .findFirst();
    }

    private static boolean isWrittenText(Term.Value value) {
        return value.expression() instanceof BoundExpression.Constant constant && constant.type() == DataType.TEXT;
    }

    private static boolean isFromInput(Term term) {
        return term instanceof Term.Value value && value.fromInput();
    }

    /** What the term is, for messages: the name of its type, or what else it is. */
    static String typeName(Term term) {
        if (term instanceof Term.Value value) {
            return value.expression().type().sql();
        }
        return term instanceof Term.Interval ? "interval" : "null";
    }
}
