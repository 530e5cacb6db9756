package io.millrace.core.diff;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a feature differs between two matrices. A change is the value of the second less that of the first: of numbers as it is, of
 * times in seconds, of booleans with 1 for true. NaN and the infinities are null.
 *
 * @param changed the rows in both matrices whose cells differ
 * @param nullInOne those of them that are null in one matrix only
 * @param largest the change that is farthest from 0, of equal ones that of the first row; empty for texts, and where no row has a
 *     value in both
 * @param largestAt the key of its row; empty where nothing changed
 * @param mean the mean of the changes without their signs, over the rows that have a value in both
 * @param drift the population stability index over all rows of both matrices; empty where one has none
 * @param nullsA how many of all rows of the first are null
 * @param nullsB the same of the second
 */
public record FeatureDifference(
        String name,
        long changed,
        long nullInOne,
        OptionalDouble largest,
        Optional<String> largestAt,
        OptionalDouble mean,
        OptionalDouble drift,
        long nullsA,
        long nullsB) {}
