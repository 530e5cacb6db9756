package io.millrace.cli;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Section;
import io.millrace.core.forecast.Forecast;
import io.millrace.core.run.MemoryBudget;
import java.time.Duration;
import java.util.Optional;

/** What a sample tells of the run to come. */
final class ForecastSections {
    private ForecastSections() {}

    /**
     * @param forecast empty where the run would read no split
     * @param start how long the process took to get where it reads
     * @param budget of the engine
     * @param limit of the process
     */
    static Section forecast(
            String heading, Optional<Forecast> forecast, Duration start, MemoryBudget budget, MemoryBudget limit) {
        return forecast.map(told -> facts(heading, told, start, budget, limit))
                .orElseGet(() -> Section.facts("forecast", heading)
                        .add("sample_splits", Cell.count(0).withText("none: no window needs one"))
                        .build());
    }

    private static Section facts(
            String heading, Forecast forecast, Duration start, MemoryBudget budget, MemoryBudget limit) {
        Duration took = start.plus(forecast.took());
        long state = Math.min(forecast.state(), budget.bytes());
        Section.FactsBuilder facts = Section.facts("forecast", heading)
                .add("sample_splits", Cell.count(forecast.splits()))
                .add(
                        "sample_rows",
                        Cell.count(forecast.sampleRows())
                                .withText(Amounts.count(forecast.sampleRows()) + " in "
                                        + Amounts.duration(forecast.sampling())))
                .add("rows", Cell.count(forecast.rows()))
                .add(
                        "entities",
                        Cell.count(forecast.entities())
                                .withText(Amounts.count(forecast.entities()) + " (" + origin(forecast.basis()) + ")"))
                .add(
                        "takes",
                        Cell.duration(took)
                                .withText("about " + Amounts.duration(took) + ": " + Amounts.duration(start)
                                        + " to start, " + Amounts.duration(forecast.reading()) + " to read, "
                                        + Amounts.duration(forecast.finishing()) + " to finish"))
                .add(
                        "state",
                        Cell.bytes(state)
                                .withText("about " + Amounts.bytes(state) + " of the engine's "
                                        + Amounts.bytes(budget.bytes()) + spilled(forecast, budget)));
        ProcessMemory.peak()
                .ifPresent(peak ->
                        facts.add("process_peak", process(Math.max(0, peak - forecast.sampleState()) + state, limit)));
        return facts.build();
    }

    private static String spilled(Forecast forecast, MemoryBudget budget) {
        return forecast.state() <= budget.bytes()
                ? ""
                : "; " + Amounts.bytes(forecast.state()) + " are needed, and what does not fit is spilled";
    }

    private static Cell process(long peak, MemoryBudget limit) {
        long most = Math.min(peak, limit.bytes());
        return Cell.bytes(most)
                .withText("about " + Amounts.bytes(most) + " of the " + Amounts.bytes(limit.bytes())
                        + " that --memory allows");
    }

    static String origin(Forecast.Basis basis) {
        return switch (basis) {
            case GIVEN -> "as given";
            case COUNTED -> "counted: the sample is all there is";
            case RECAPTURED -> "about, by what two samples have in common";
            case AT_MOST -> "at most: as many new ones in all rows as in the sample";
        };
    }
}
