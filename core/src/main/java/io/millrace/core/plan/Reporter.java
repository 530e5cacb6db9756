package io.millrace.core.plan;

import io.millrace.core.feature.Problem;
import io.millrace.core.feature.Span;
import java.util.List;

/**
 * Reports what is wrong in one definition.
 *
 * @param definition its name as written, or what else people know it by
 * @param text the expression as written; empty where the definition was not parsed
 */
record Reporter(Problems problems, String definition, String text) {

    /** Wrong whatever the data. */
    Term.Failed wrong(Span span, String what, String advice) {
        return report(Problem.Cause.DEFINITION, span, what, advice);
    }

    /** The operands do not fit; the input's fault where the type of one of them is the input's. */
    Term.Failed misfit(Span span, List<? extends Term> operands, String what, String advice) {
        boolean input = operands.stream().anyMatch(term -> term instanceof Term.Value value && value.fromInput());
        return report(input ? Problem.Cause.INPUT : Problem.Cause.DEFINITION, span, what, advice);
    }

    Term.Failed missingColumn(Span span, String column, String advice) {
        problems.missingColumn(column, place(span), advice);
        return new Term.Failed(span);
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
