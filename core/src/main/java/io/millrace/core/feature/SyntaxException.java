package io.millrace.core.feature;

/** Leaves the parser at the first thing that it cannot read. */
final class SyntaxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Span span;
    private final String advice;

    SyntaxException(String what, Span span, String advice) {
        super(what, null, false, false);
        this.span = span;
        this.advice = advice;
    }

    Problem problem(String definition, String text) {
        String what = String.valueOf(getMessage());
        return new Problem(
                Problem.Cause.DEFINITION, what, new Problem.Place.InExpression(definition, text, span), advice);
    }
}
