package io.millrace.cli;

import io.millrace.cli.render.Cell;

/**
 * What {@code doctor} found of one thing.
 *
 * @param check the thing
 * @param advice what to change; empty where nothing is to be
 */
record Finding(String check, String observed, Verdict verdict, String advice) {
    /** How it is. */
    enum Verdict {
        OK(Cell.Tone.GOOD),
        /** Something may fail, or takes longer than it need. */
        WARN(Cell.Tone.BAD),
        /** Something will fail. */
        FAIL(Cell.Tone.BAD);

        private final Cell.Tone tone;

        Verdict(Cell.Tone tone) {
            this.tone = tone;
        }

        Cell cell() {
            return Cell.text(name()).toned(tone);
        }
    }

    static Finding ok(String check, String observed) {
        return new Finding(check, observed, Verdict.OK, "");
    }

    static Finding warn(String check, String observed, String advice) {
        return new Finding(check, observed, Verdict.WARN, advice);
    }

    static Finding fail(String check, String observed, String advice) {
        return new Finding(check, observed, Verdict.FAIL, advice);
    }
}
