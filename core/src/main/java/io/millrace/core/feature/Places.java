package io.millrace.core.feature;

import java.util.Map;
import java.util.Optional;

/**
 * Where in a file the parts of a feature set are written, as far as that is known. Parts are called as in messages: {@code
 * feature clicks_{device}}, {@code let total}, {@code validator sane}, {@code check clicks}, {@code where}, {@code
 * entity}, {@code time}, {@code columns}.
 *
 * <p>All are equal to each other, because where a part was written is no part of what it means.
 */
public final class Places {
    /** Those of a set that stands in no file. */
    public static final Places UNKNOWN = new Places(Map.of());

    private final Map<String, Problem.Place.InFile> parts;

    Places(Map<String, Problem.Place.InFile> parts) {
        this.parts = Map.copyOf(parts);
    }

    /** The place of that part, where it is known. */
    public Optional<Problem.Place.InFile> find(String part) {
        return Optional.ofNullable(parts.get(part));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Places;
    }

    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "Places" + parts.keySet();
    }
}
