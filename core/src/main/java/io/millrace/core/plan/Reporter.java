package io.millrace.core.plan;

import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Span;
import java.util.List;
import java.util.Optional;

/**
 * Reports what is wrong in one definition.
 *
 * @param definition its name as written, or what else people know it by
 * @param text the expression as written; empty where the definition was not parsed
 * @param besideComparison whether what is told about now stands beside a comparison
 */
record Reporter(Problems problems, String definition, String text, boolean besideComparison) {
    Reporter(Problems problems, String definition, String text) {
        this(problems, definition, text, false);
    }

    /** The same beside a comparison, where a name in double quotes was probably meant as a text. */
    Reporter atComparison() {
        return new Reporter(problems, definition, text, true);
    }

    /** What is written there, or the other where that is not known. */
    String written(Span span, String otherwise) {
        return span.end() <= text.length() && span.end() > span.start()
                ? text.substring(span.start(), span.end())
                : otherwise;
    }

    /** Wrong whatever the data. */
    Term.Failed wrong(Span span, String what, String advice) {
        return report(Problem.Cause.DEFINITION, span, what, advice);
    }

    /** The operands do not fit; the input's fault where the type of one of them is the input's. */
    Term.Failed misfit(Span span, List<? extends Term> operands, String what, String advice) {
        boolean input = operands.stream().anyMatch(term -> term instanceof Term.Value value && value.fromInput());
        return report(input ? Problem.Cause.INPUT : Problem.Cause.DEFINITION, span, what, advice);
    }

    /** No name of that kind exists. */
    Term.Failed unknown(Span span, String what, String name, String advice) {
        return wrong(span, what + " " + name, quotes(span, name).orElse(advice));
    }

    Term.Failed missingColumn(Span span, String column, String advice) {
        problems.missingColumn(column, place(span), quotes(span, column).orElse(advice));
        return new Term.Failed(span);
    }

    /** Advice where a text stands in double quotes, as in other languages. */
    private Optional<String> quotes(Span span, String name) {
        return besideComparison && written(span, "").startsWith("\"")
                ? Optional.of(
                        "double quotes hold a name; a text stands in single quotes: '" + name.replace("'", "''") + "'")
                : Optional.empty();
    }

    private Term.Failed report(Problem.Cause cause, Span span, String what, String advice) {
        problems.add(new Problem(cause, what, place(span), advice));
        return new Term.Failed(span);
    }

    private Problem.Place place(Span span) {
        return text.isEmpty()
                ? new Problem.Place.InPart(definition)
                : new Problem.Place.InExpression(definition, text, span);
    }
}
