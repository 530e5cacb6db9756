package io.millrace.core.inspect;

import io.millrace.core.port.InputFile.Statistics;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The statistics of several files as those of one. */
final class StatisticsUnion {
    private StatisticsUnion() {}

    /** Known is what all files tell. */
    static Statistics of(List<Statistics> parts) {
        boolean nulls = parts.stream().allMatch(part -> part.nulls().isPresent());
        return new Statistics(
                nulls
                        ? OptionalLong.of(parts.stream()
                                .mapToLong(part -> part.nulls().orElseThrow())
                                .sum())
                        : OptionalLong.empty(),
                extreme(parts.stream().map(Statistics::min).toList(), -1),
                extreme(parts.stream().map(Statistics::max).toList(), 1));
    }

    /**
     * @param sign -1 for the smallest, 1 for the largest
     */
    private static Optional<Object> extreme(List<Optional<Object>> values, int sign) {
        Object found = null;
        for (Optional<Object> value : values) {
            if (value.isEmpty()
                    || found != null && found.getClass() != value.get().getClass()) {
                return Optional.empty();
            }
            if (found == null || sign * compare(value.get(), found) > 0) {
                found = value.get();
            }
        }
        return Optional.ofNullable(found);
    }

    private static int compare(Object left, Object right) {
        if (left instanceof Long number) {
            return Long.compare(number, (Long) right);
        } else if (left instanceof Double number) {
            return Double.compare(number, (Double) right);
        } else if (left instanceof Boolean bool) {
            return Boolean.compare(bool, (Boolean) right);
        }
        return compareByCodePoint((String) left, (String) right);
    }

    /** The order of UTF-8 bytes, which is that of code points and not of Java's chars. */
    private static int compareByCodePoint(String left, String right) {
        int[] a = left.codePoints().toArray();
        int[] b = right.codePoints().toArray();
        return Arrays.compare(a, b);
    }
}
