package io.millrace.core.forecast;

import io.millrace.core.port.StateEstimate;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * From samples to the whole.
 *
 * @param share the part of the whole that both samples together are, above 0, at most 1
 * @param estimate what the engine takes its state to be
 */
record Extrapolation(Trial first, Trial second, Trial both, double share, StateEstimate estimate) {
    Forecast forecast(int splits, OptionalLong expected) {
        Forecast.Basis basis = expected.isPresent() ? Forecast.Basis.GIVEN : basis();
        long entities = expected.orElseGet(() -> basis == Forecast.Basis.RECAPTURED ? recaptured() : atMost());
        return new Forecast(
                splits,
                both.rows(),
                both.report().peakBytes(),
                both.reading().plus(both.finishing()),
                Math.round(both.rows() / share),
                entities,
                basis,
                course(first.reading(), first.rows(), both.reading(), both.rows(), both.rows() / share),
                course(first.finishing(), first.entities(), both.finishing(), both.entities(), (double) entities),
                state(entities));
    }

    private Forecast.Basis basis() {
        if (share >= 1) {
            return Forecast.Basis.COUNTED;
        }
        return isCut() || common() <= 0 || recaptured() >= atMost()
                ? Forecast.Basis.AT_MOST
                : Forecast.Basis.RECAPTURED;
    }

    /** The first rows of a file may all be those of a few entities: two samples of them then have the same ones. */
    private boolean isCut() {
        return both.report().rowsByFile().values().stream().anyMatch(rows -> rows.read() >= Forecast.MOST_ROWS);
    }

    private long common() {
        return first.entities() + second.entities() - both.entities();
    }

    private long recaptured() {
        return Math.max(
                both.entities(), Math.round((double) first.entities() * second.entities() / Math.max(1, common())));
    }

    private long atMost() {
        return Math.round(both.entities() / share);
    }

    /** What the first took beyond its share, and the whole at the rate of both. */
    private static Duration course(Duration first, long firstCount, Duration both, long bothCount, double whole) {
        double each = bothCount == 0 ? 0 : (double) both.toNanos() / bothCount;
        double once = Math.max(0, first.toNanos() - each * firstCount);
        return Duration.ofNanos(Math.round(once + each * whole));
    }

    private long state(long entities) {
        long grown = Math.max(0, both.report().peakBytes() - estimate.fixedBytes());
        if (both.entities() == 0 || both.report().spilled().runs() > 0) {
            return estimate.bytesFor(entities);
        }
        return estimate.fixedBytes() + Math.round((double) grown / both.entities() * entities);
    }
}
