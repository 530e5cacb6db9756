package io.millrace.core.feature;

import io.millrace.core.feature.Problem.Place;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A definition as given to the builder, which may be wrong.
 *
 * @param expression empty where the text cannot be read, which has been told then
 * @param place where it is written
 * @param refused whether a problem with it has been told, so that its name is not judged any more
 */
record Draft(
        Kind kind,
        String name,
        List<ForEach> each,
        Optional<Windows> windows,
        Optional<Expression.Literal> defaultValue,
        Optional<Expression> expression,
        String text,
        String description,
        Place place,
        boolean refused) {
    enum Kind {
        LET("let"),
        FEATURE("feature");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    static Draft of(Kind kind, String name, Optional<Expression> expression, String text, Place place) {
        return new Draft(kind, name, List.of(), Optional.empty(), Optional.empty(), expression, text, "", place, false);
    }

    Draft withEach(ForEach values) {
        List<ForEach> all = Stream.concat(each.stream(), Stream.of(values)).toList();
        return new Draft(kind, name, all, windows, defaultValue, expression, text, description, place, refused);
    }

    Draft withWindows(Windows own) {
        return new Draft(
                kind, name, each, Optional.of(own), defaultValue, expression, text, description, place, refused);
    }

    Draft withDefault(Expression.Literal value) {
        return new Draft(kind, name, each, windows, Optional.of(value), expression, text, description, place, refused);
    }

    Draft withDescription(String words) {
        return new Draft(kind, name, each, windows, defaultValue, expression, text, words, place, refused);
    }

    Draft refuse() {
        return new Draft(kind, name, each, windows, defaultValue, expression, text, description, place, true);
    }

    /** The definition; empty where it has no name or its expression cannot be read. */
    Optional<Definition> definition() {
        return name.isEmpty()
                ? Optional.empty()
                : expression.map(tree -> new Definition(name, each, windows, defaultValue, tree, text, description));
    }

    /** How a problem in an expression calls its definition: with the line where a file is known. */
    static String label(String definition, Place place) {
        return place instanceof Place.InFile in
                ? definition + " (" + in.file() + ", line " + in.line() + ")"
                : definition;
    }
}
