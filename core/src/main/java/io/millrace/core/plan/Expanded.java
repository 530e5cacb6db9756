package io.millrace.core.plan;

import io.millrace.core.feature.Definition;
import io.millrace.core.feature.Expression;
import java.util.Optional;

/**
 * A definition after it was repeated: one name, every parameter in its place.
 *
 * @param expression empty where a value of {@code for} does not fit, which is reported
 * @param window its own window; empty for a let in the window of whatever uses it
 * @param written the definition that it comes from
 * @param feature whether it is a column of the matrix
 */
record Expanded(
        String name,
        Optional<Expression> expression,
        Optional<WindowRange> window,
        Definition written,
        boolean feature) {

    /** What people know the definition by. */
    String label() {
        return label(written, feature);
    }

    static String label(Definition written, boolean feature) {
        return (feature ? "feature " : "let ") + written.name();
    }
}
