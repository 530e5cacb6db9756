package io.millrace.core.plan;

import io.millrace.core.event.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What to do where operands do not go together. */
final class Misfits {
    private Misfits() {}

    /** Advice on operands that have no common type; empty where there is none. */
    static String advice(List<Term> terms) {
        List<BoundExpression> values = values(terms);
        return Stream.of(quotedNumber(values), interval(terms, values), plainNumber(values), tooWide(terms, values))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("");
    }

    /** The values among the terms. */
    static List<BoundExpression> values(List<Term> terms) {
        List<BoundExpression> values = new ArrayList<>();
        for (Term term : terms) {
            if (term instanceof Term.Value value) {
                values.add(value.expression());
            }
        }
        return values;
    }

    private static Optional<String> quotedNumber(List<BoundExpression> values) {
        return constants(values)
                .filter(constant ->
                        constant.value() instanceof String text && text.matches("-?[0-9]+(\\.[0-9]+)?|true|false"))
                .findFirst()
                .map(constant -> {
                    String kind =
                            Character.isLetter(String.valueOf(constant.value()).charAt(0)) ? "truth value" : "number";
                    return "a " + kind + " is written without quotes: " + constant.value();
                });
    }

    private static Optional<String> interval(List<Term> terms, List<BoundExpression> values) {
        boolean numbers = !values.isEmpty()
                && values.stream().allMatch(value -> value.type().isNumeric());
        return terms.stream()
                .filter(term -> numbers && term instanceof Term.Interval)
                .findFirst()
                .map(term -> "write the length as a number, of seconds beside seconds_between: "
                        + Math.round(((Term.Interval) term).micros() / 1e6));
    }

    /** A number as written, beside what is none. */
    private static Optional<String> plainNumber(List<BoundExpression> values) {
        Optional<BoundExpression.Constant> number = constants(values)
                .filter(constant -> constant.value() != null && constant.type().isNumeric())
                .findFirst();
        Optional<DataType> other = values.stream()
                .filter(value -> !(value instanceof BoundExpression.Constant))
                .map(BoundExpression::type)
                .findFirst();
        if (number.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        return switch (other.get().kind()) {
            case TEXT ->
                Optional.of("a text stands in single quotes: '" + number.get().value() + "'");
            case BOOLEAN -> Optional.of("a boolean stands by itself: x, or not x");
            case TIMESTAMP -> Optional.of("a time is written like timestamp '2024-10-31'");
            case INT64, FLOAT64, DECIMAL -> Optional.empty();
        };
    }

    private static Optional<String> tooWide(List<Term> terms, List<BoundExpression> values) {
        boolean decimals = terms.stream().noneMatch(Term.Interval.class::isInstance)
                && values.stream().allMatch(value -> value.type().isNumeric())
                && values.stream().anyMatch(value -> value.type().isDecimal());
        return decimals
                ? Optional.of("together they need more than the " + DataType.MOST_DIGITS
                        + " digits of a decimal: cast one of them, for example to double")
                : Optional.empty();
    }

    private static Stream<BoundExpression.Constant> constants(List<BoundExpression> values) {
        return values.stream()
                .filter(BoundExpression.Constant.class::isInstance)
                .map(BoundExpression.Constant.class::cast);
    }

    /** Advice where a number is needed and a text stands, which may hold numbers. */
    static String numberInText(Term term, Reporter reporter) {
        return term instanceof Term.Value value
                        && value.expression().type() == DataType.TEXT
                        && !(value.expression() instanceof BoundExpression.Constant)
                ? "make it a number: cast(" + reporter.written(term.span(), "x") + " as double)"
                : "";
    }
}
