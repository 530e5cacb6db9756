package io.millrace.core.feature;

import java.util.Objects;

/** What an event must fulfil to be used; one that does not is refused, and counted. */
public sealed interface Validator {
    /** What the set calls it; unique in the set. */
    String name();

    /**
     * A condition over event columns; an event for which it is not true is refused.
     *
     * @param text the condition as written, to show a problem's place in; no part of equality
     */
    record Condition(String name, Expression expression, String text) implements Validator {
        public Condition {
            Nesting.require(expression);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Condition that && name.equals(that.name) && expression.equals(that.expression);
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, expression);
        }
    }

    /**
     * A validator of one's own.
     *
     * @param use the name of an {@link io.millrace.core.port.EventValidator}
     */
    record Named(String name, String use) implements Validator {}
}
