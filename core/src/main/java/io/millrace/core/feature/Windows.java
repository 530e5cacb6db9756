package io.millrace.core.feature;

import java.time.Duration;
import java.util.List;

/**
 * How far a definition looks back: {@code [as_of - offset - length, as_of - offset)} for each length.
 *
 * @param lengths positive and different; empty where the definition takes the length of the set's window. The definition
 *     is repeated once per length
 * @param suffixed whether the repetitions' names end with their length, {@code _7d}; otherwise there is at most one length
 * @param offset how long before the as-of time the windows end; not negative
 */
public record Windows(List<Duration> lengths, boolean suffixed, Duration offset) {
    public Windows {
        lengths = List.copyOf(lengths);
        if (lengths.stream().anyMatch(length -> length.isZero() || length.isNegative())) {
            throw new IllegalArgumentException("a window must be longer than nothing");
        }
        if (lengths.stream().distinct().count() < lengths.size()) {
            throw new IllegalArgumentException("a window is listed twice");
        }
        if (offset.isNegative()) {
            throw new IllegalArgumentException("an offset goes back from the as-of time and is not negative");
        }
        if (!suffixed && lengths.size() > 1 || suffixed && lengths.isEmpty()) {
            throw new IllegalArgumentException(lengths.size() + " lengths with suffixed " + suffixed);
        }
    }

    /** {@code window: 7d}: one length, which does not show in the name. */
    public static Windows of(Duration length) {
        return new Windows(List.of(length), false, Duration.ZERO);
    }

    /** {@code windows: [1d, 7d]}: one copy per length, named after it. */
    public static Windows each(List<Duration> lengths) {
        return new Windows(lengths, true, Duration.ZERO);
    }

    /** The same lengths, ending that long before the as-of time. */
    public Windows withOffset(Duration length) {
        return new Windows(lengths, suffixed, length);
    }
}
