package io.millrace.core.feature;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the name that was probably meant. */
public final class Names {
    private static final int MOST_COMPARED = 100;

    private static final Set<String> BEGINNINGS = Set.of("cast", "try_cast", "filter", "timestamp", "interval");

    private Names() {}

    /** Whether the word belongs to the grammar of expressions, so that nothing can be called by it. */
    public static boolean isGrammar(String word) {
        return Keywords.isReserved(word) || BEGINNINGS.contains(word.toLowerCase(Locale.ROOT));
    }

    /**
     * The name that differs least from the given one: by letters left out, added, replaced, or swapped with their
     * neighbour, in upper or lower case.
     *
     * @return empty where every name differs by more than a third of the letters; of equally near ones the first
     */
    public static Optional<String> nearest(String name, Collection<String> valid) {
        if (name.length() > MOST_COMPARED) {
            return Optional.empty();
        }
        String wanted = name.toLowerCase(Locale.ROOT);
        return valid.stream()
                .filter(candidate -> Math.abs(candidate.length() - name.length()) <= limit(name, candidate))
                .map(candidate -> new Candidate(candidate, distance(wanted, candidate.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance() <= limit(name, candidate.name()))
                .filter(candidate -> candidate.distance() < name.length())
                .min(Comparator.comparingInt(Candidate::distance))
                .map(Candidate::name);
    }

    /** "did you mean …?" with the nearest name, or the other advice where none is near. */
    public static String advice(String name, Collection<String> valid, String otherwise) {
        return nearest(name, valid).map(near -> "did you mean " + near + "?").orElse(otherwise);
    }

    /** The same for a name in an expression, where an unusual one stands in double quotes. */
    public static String adviceInExpression(String name, Collection<String> valid, String otherwise) {
        return nearest(name, valid)
                .map(near -> "did you mean " + Keywords.quoteName(near) + "?")
                .orElse(otherwise);
    }

    private record Candidate(String name, int distance) {}

    /** One letter may differ in a short name, more in longer ones. */
    private static int limit(String name, String candidate) {
        return Math.max(1, Math.max(name.length(), candidate.length()) / 3);
    }

    /** The optimal string alignment distance: the Damerau-Levenshtein distance in which no part is edited twice. */
    static int distance(String left, String right) {
        int[][] rows = new int[3][right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = rows[i % 3];
            int[] above = rows[(i + 2) % 3];
            int[] twoAbove = rows[(i + 1) % 3];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                boolean same = left.charAt(i - 1) == right.charAt(j - 1);
                row[j] = Math.min(Math.min(row[j - 1], above[j]) + 1, above[j - 1] + (same ? 0 : 1));
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    row[j] = Math.min(row[j], twoAbove[j - 2] + 1);
                }
            }
        }
        return rows[left.length() % 3][right.length()];
    }
}
