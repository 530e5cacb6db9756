package io.millrace.benchmarks.compare;

import static io.millrace.benchmarks.compare.GivenMatrix.row;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Matrix RIGHT = GivenMatrix.of(row(1L, 2L, 3.0));
    private static final Matrix WRONG = GivenMatrix.of(row(1L, 2L, 4.0));

    private final List<String> turns = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    @Test
    void takeTurns() {
        Rounds.Result result = rounds(1, 2).run(List.of(contestant("a", RIGHT), contestant("b", RIGHT)));
        assertEquals(List.of("a", "b", "a", "b", "a", "b", "a", "b"), turns);
        assertEquals(
                List.of("a", "b"), result.series().stream().map(Series::name).toList());
        assertEquals(
                List.of(2, 2),
                result.series().stream().map(one -> one.runs().size()).toList());
        assertEquals(1, result.matrixRows());
    }

    @Test
    void areNotTimedBeforeCellsAreCompared() {
        List<Contestant> contestants = List.of(contestant("a", RIGHT), contestant("b", WRONG));
        assertThrows(DifferentMatrix.class, () -> rounds(1, 2).run(contestants));
        assertEquals(List.of("a", "b"), turns);
        assertEquals(List.of("comparing cells"), told);
    }

    @Test
    void areNotBelievedWhereTheLastMatrixIsAnother() {
        List<Contestant> contestants = List.of(contestant("a", RIGHT), contestant("b", RIGHT, RIGHT, WRONG));
        assertThrows(DifferentMatrix.class, () -> rounds(0, 2).run(contestants));
    }

    private Contestant contestant(String name, Matrix... matrices) {
        return new GivenContestant(name, turns, matrices);
    }

    private Rounds rounds(int warmUps, int timed) {
        return new Rounds(warmUps, timed, told::add);
    }
}
