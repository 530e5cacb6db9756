package io.millrace.core.plan;

import io.millrace.core.feature.Span;

/** What a part of an expression turned out to be while it is bound, and where it stands. */
sealed interface Term {
    Span span();

    /** The same term, found at another place: where its name is used. */
    Term at(Span place);

    /**
     * @param fromInput whether the type follows from a column's type in the input, so that other input would have another
     */
    record Value(BoundExpression expression, boolean fromInput, Span span) implements Term {
        @Override
        public Term at(Span place) {
            return new Value(expression, fromInput, place);
        }
    }

    /** A length of time in microseconds; it exists while binding only. */
    record Interval(long micros, Span span) implements Term {
        @Override
        public Term at(Span place) {
            return new Interval(micros, place);
        }
    }

    /** A null as written, which takes the type that its surroundings ask for. */
    record Null(Span span) implements Term {
        @Override
        public Term at(Span place) {
            return new Null(place);
        }
    }

    /** Something wrong, already reported; what contains it says nothing more about it. */
    record Failed(Span span) implements Term {
        @Override
        public Term at(Span place) {
            return new Failed(place);
        }
    }
}
