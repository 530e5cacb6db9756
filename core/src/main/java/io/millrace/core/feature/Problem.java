package io.millrace.core.feature;

/**
 * Something wrong with a definition: what, where and what to do.
 *
 * @param cause whether the definition is wrong by itself, or only for these input files
 * @param what one sentence that names the value, without a full stop
 * @param place where it stands
 * @param advice what to do about it, for example the nearest name that exists; may be empty
 */
public record Problem(Cause cause, String what, Place place, String advice) {

    /** What has to change. */
    public enum Cause {
        /** Wrong whatever the data: syntax, an unknown function or feature, a cycle, types. */
        DEFINITION,
        /** The input has no such column, or one of another type. */
        INPUT
    }

    /** Where a problem stands. */
    public sealed interface Place {
        /** In an expression, whose text is shown with a caret under the span. */
        record InExpression(String definition, String text, Span span) implements Place {}

        /** In a file; line and column count from 1. */
        record InFile(String file, int line, int column) implements Place {}

        /** In a part of the feature set that is no expression, for example {@code window}. */
        record InPart(String part) implements Place {}
    }
}
