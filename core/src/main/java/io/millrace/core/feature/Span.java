package io.millrace.core.feature;

/**
 * Where in its text an expression stands: characters {@code start} (inclusive) to {@code end} (exclusive).
 *
 * <p>All spans are equal to each other, because where an expression was written is no part of what it means: a tree that
 * was parsed equals the same tree built in Java or parsed from another layout.
 */
public record Span(int start, int end) {
    /** The span of a tree that was not parsed from text. */
    public static final Span NONE = new Span(0, 0);

    /** From the start of this span to the end of the other. */
    public Span to(Span other) {
        return new Span(start, other.end);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Span;
    }

    @Override
    public int hashCode() {
        return 0;
    }
}
