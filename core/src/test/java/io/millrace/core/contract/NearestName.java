package io.millrace.core.contract;

import java.util.Comparator;
import java.util.List;

/** The name that needs the fewest single-character edits. */
final class NearestName {
    private NearestName() {}

    static String of(String name, List<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(other -> distance(name, other)))
                .orElse("none");
    }

    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substituted = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
