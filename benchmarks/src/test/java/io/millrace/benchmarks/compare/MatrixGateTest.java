package io.millrace.benchmarks.compare;

import static io.millrace.benchmarks.compare.GivenMatrix.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixGateTest {
    private static final Matrix OURS =
            GivenMatrix.of(row(1L, 10L, 0.5), row(2L, 20L, 1e9), row(5L, null, null), row(7L, 0L, 0.0));

    @Test
    void passesEqualMatrices() {
        assertEquals(4, MatrixGate.requireEqual(OURS, "it", OURS));
    }

    @Test
    void passesOtherTypesOfTheSameNumbers() {
        Matrix theirs = GivenMatrix.of(
                row(1, 10.0, 0.5f), row(2, BigInteger.valueOf(20), 1_000_000_000L), row(5L, null, null), row(7L, 0, 0));
        assertEquals(4, MatrixGate.requireEqual(OURS, "it", theirs));
    }

    @Test
    void passesDoublesThatDifferInTheirLastDigits() {
        Matrix theirs = GivenMatrix.of(
                row(1L, 10L, 0.5 + 9e-13), row(2L, 20L, 1e9 + 9e-4), row(5L, null, null), row(7L, 0L, -9e-13));
        assertEquals(4, MatrixGate.requireEqual(OURS, "it", theirs));
    }

    @Test
    void findsAWrongDouble() {
        assertDifferent("row 1 (user_id 2), column revenue: 1.000000000002E9, not 1.0E9", row(2L, 20L, 1e9 + 2e-3));
        assertDifferent("row 1 (user_id 2), column revenue: NaN, not 1.0E9", row(2L, 20L, Double.NaN));
        assertDifferent("row 1 (user_id 2), column revenue: null, not 1.0E9", row(2L, 20L, null));
    }

    @Test
    void findsAWrongInteger() {
        assertDifferent("row 1 (user_id 2), column events: 21, not 20", row(2L, 21L, 1e9));
        assertDifferent("row 1 (user_id 2), column events: 20.5, not 20", row(2L, 20.5, 1e9));
        assertDifferent("row 1 (user_id 2), column events: 20.00000000000001, not 20", row(2L, 20.00000000000001, 1e9));
        assertDifferent("row 1 (user_id 2), column events: NaN, not 20", row(2L, Double.NaN, 1e9));
    }

    @Test
    void findsAWrongKey() {
        assertDifferent("row 1 is of user_id 3, not 2", row(3L, 20L, 1e9));
    }

    private static void assertDifferent(String expected, List<Number> second) {
        Matrix theirs = GivenMatrix.of(row(1L, 10L, 0.5), second, row(5L, null, null), row(7L, 0L, 0.0));
        assertDifferent(expected, theirs);
    }

    @Test
    void findsAMissingRow() {
        assertDifferent("row 1 is of user_id 5, not 2", GivenMatrix.of(row(1L, 10L, 0.5), row(5L, null, null)));
        assertDifferent(
                "row 3 (user_id 7) is missing",
                GivenMatrix.of(row(1L, 10L, 0.5), row(2L, 20L, 1e9), row(5L, null, null)));
    }

    @Test
    void findsAnExtraRow() {
        assertDifferent(
                "row 1 is of user_id 1, not 2",
                GivenMatrix.of(row(1L, 10L, 0.5), row(1L, 10L, 0.5), row(2L, 20L, 1e9)));
        assertDifferent(
                "row 4 (user_id 8) is one too many",
                GivenMatrix.of(
                        row(1L, 10L, 0.5), row(2L, 20L, 1e9), row(5L, null, null), row(7L, 0L, 0.0), row(8L, 0L, 0.0)));
    }

    @Test
    void findsOtherColumns() {
        StoredMatrix theirs = new StoredMatrix(List.of("user_id"), List.of(new StoredColumn(false)));
        assertDifferent("the columns are [user_id], not [user_id, events, revenue]", theirs);
    }

    private static void assertDifferent(String expected, Matrix theirs) {
        String message = assertThrows(DifferentMatrix.class, () -> MatrixGate.requireEqual(OURS, "Peer", theirs))
                .getMessage();
        assertTrue(message.startsWith("the matrix of Peer is another one: " + expected), message);
    }
}
