package io.millrace.benchmarks.compare;

import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Report;
import io.millrace.cli.render.Section;
import io.millrace.cli.render.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a comparison found, for people and for machines.
 *
 * @param job what was done, on which files
 * @param series of all contestants; times are told as ratios to the first one's
 * @param absent who could not take part, and why
 */
record Findings(Section job, List<Series> series, Map<String, String> absent) {
    /** Medians, spreads and ratios. */
    Report summary() {
        return new Report(sections());
    }

    /** The summary and every single time. */
    Report complete() {
        List<Section> sections = new ArrayList<>(sections());
        sections.add(new Section.Rows("runs", "Every run", runs()));
        return new Report(sections);
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>(
                List.of(Machine.facts(), job, new Section.Rows("results", "Results, cells compared", results())));
        if (!absent.isEmpty()) {
            Section.FactsBuilder facts = Section.facts("absent", "Absent");
            absent.forEach(facts::add);
            sections.add(facts.build());
        }
        return sections;
    }

    private Table results() {
        Table.Builder table = Table.builder()
                .left("contestant")
                .left("version")
                .right("runs")
                .right("median")
                .right("min")
                .right("max")
                .right("ratio")
                .right("cpu")
                .right("peak");
        double ours = series.get(0).seconds().median();
        for (Series one : series) {
            Statistics seconds = one.seconds();
            table.row(
                    Cell.text(one.name()),
                    Cell.text(one.version()),
                    Cell.count(one.runs().size()),
                    seconds(seconds.median()),
                    seconds(seconds.min()),
                    seconds(seconds.max()),
                    new Cell(
                            seconds.median() / ours,
                            String.format(Locale.ROOT, "%.2f", seconds.median() / ours),
                            Cell.Tone.PLAIN),
                    one.cpuSeconds().isPresent() ? seconds(one.cpuSeconds().getAsDouble()) : Cell.EMPTY,
                    one.peakBytes().isPresent() ? Cell.bytes(one.peakBytes().getAsLong()) : Cell.EMPTY);
        }
        return table.build();
    }

    private Table runs() {
        Table.Builder table = Table.builder()
                .left("contestant")
                .right("round")
                .right("seconds")
                .right("cpu")
                .right("peak");
        for (Series one : series) {
            for (int i = 0; i < one.runs().size(); i++) {
                Series.Run run = one.runs().get(i);
                table.row(
                        Cell.text(one.name()),
                        Cell.count(i + 1L),
                        seconds(run.seconds()),
                        run.usage().map(usage -> seconds(usage.cpuSeconds())).orElse(Cell.EMPTY),
                        run.usage().map(usage -> Cell.bytes(usage.peakBytes())).orElse(Cell.EMPTY));
            }
        }
        return table.build();
    }

    private static Cell seconds(double seconds) {
        return new Cell(seconds, String.format(Locale.ROOT, "%.3f s", seconds), Cell.Tone.PLAIN);
    }
}
