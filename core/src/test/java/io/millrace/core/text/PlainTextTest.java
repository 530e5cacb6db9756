package io.millrace.core.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    private static final String HOSTILE =
            "a\nb\tc\rd\u001b[2J\u0000\u007f\u0085 \u202egnp.exe \u2066x\u2028y \\ é 用户 $1";

    @Test
    void escapesWhatMovesTheCursorOrTurnsLetters() {
        assertEquals(
                "a\\nb\\tc\\rd\\u001b[2J\\u0000\\u007f\\u0085 \\u202egnp.exe \\u2066x\\u2028y \\ é 用户 $1",
                PlainText.line(HOSTILE));
    }

    @Test
    void leavesLinesAndTabsOfATextOfLines() {
        assertEquals(
                "a\nb\tc\\rd\\u001b[2J\\u0000\\u007f\\u0085 \\u202egnp.exe \\u2066x\\u2028y \\ é 用户 $1",
                PlainText.of(HOSTILE));
    }
}
