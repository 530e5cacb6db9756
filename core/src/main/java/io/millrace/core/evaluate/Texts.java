package io.millrace.core.evaluate;

import io.millrace.core.event.Dictionary;
import io.millrace.core.event.TextVector;
import java.util.Arrays;

/** Order and equality of texts: by their UTF-8 bytes, unsigned. */
final class Texts {
    private Texts() {}

    static int compare(TextVector left, TextVector right, int row) {
        Dictionary a = left.dictionary();
        Dictionary b = right.dictionary();
        int from = a.offset(left.code(row));
        int other = b.offset(right.code(row));
        return Arrays.compareUnsigned(
                a.bytes(), from, from + a.length(left.code(row)), b.bytes(), other, other + b.length(right.code(row)));
    }

    static boolean equal(TextVector left, TextVector right, int row) {
        Dictionary a = left.dictionary();
        Dictionary b = right.dictionary();
        int length = a.length(left.code(row));
        if (length != b.length(right.code(row))) {
            return false;
        }
        int from = a.offset(left.code(row));
        int other = b.offset(right.code(row));
        return Arrays.equals(a.bytes(), from, from + length, b.bytes(), other, other + length);
    }
}
