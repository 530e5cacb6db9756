package io.millrace.core.feature;

/**
 * The condition on the events of a whole feature set: others are excluded, and counted.
 *
 * @param text the condition as written, to show a problem's place in; no part of equality
 */
public record Where(Expression condition, String text) {
    public Where {
        Nesting.require(condition);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Where that && condition.equals(that.condition);
    }

    @Override
    public int hashCode() {
        return condition.hashCode();
    }
}
