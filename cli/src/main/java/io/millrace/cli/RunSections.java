package io.millrace.cli;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Section;
import io.millrace.cli.render.Table;
import io.millrace.core.feature.Times;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.plan.Window;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.Phase;
import io.millrace.core.run.Fate;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.QuarantineFile;
import io.millrace.core.run.RowCounts;
import io.millrace.core.run.RunSummary;
import io.millrace.yaml.RunRecordListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a run tells when it ended well. */
final class RunSections {
    /** The most values told here; the record of the run has all. */
    private static final int MOST_UNLISTED = 20;

    private RunSections() {}

    /** What was asked for, and where the result is. */
    static Section result(String heading, RunSummary summary, Path matrix) {
        EngineReport report = summary.report();
        Section.FactsBuilder facts = Section.facts("run", heading)
                .add("feature_set", summary.plan().name())
                .add("window_start", start(summary.plan().span()))
                .add("window_end", end(summary.plan().span()))
                .add("window_days", Cell.number(summary.plan().setWindow().at(0).days()));
        boolean several = summary.plan().asOfTimes().size() > 1;
        if (several) {
            facts.add("as_of_times", asOf(summary.plan()));
        }
        return facts.add(several ? "rows" : "entities", Cell.count(report.entities()))
                .add("without_events", Cell.count(report.entitiesWithoutEvents()))
                .add("matrix", matrix(matrix))
                .add("record", RunRecordListener.pathFor(matrix).toString())
                .build();
    }

    static Cell start(Window window) {
        return instant(window.startInstant(), "inclusive");
    }

    static Cell end(Window window) {
        return instant(window.endInstant(), "exclusive: the as-of time");
    }

    private static Cell instant(Instant instant, String edge) {
        return Cell.text(instant.toString()).withText(Amounts.time(instant) + " (" + edge + ")");
    }

    private static Cell asOf(FeaturePlan plan) {
        List<String> times = plan.asOfTimes().stream()
                .map(time -> Times.toInstant(time).toString())
                .toList();
        String told = times.size() <= 4
                ? String.join(", ", times)
                : times.size() + " from " + times.get(0) + " to " + times.get(times.size() - 1);
        return Cell.text(String.join(",", times)).withText(told);
    }

    private static Cell matrix(Path matrix) {
        try {
            return Cell.text(matrix.toString()).withText(matrix + " (" + Amounts.bytes(Files.size(matrix)) + ")");
        } catch (IOException e) {
            return Cell.text(matrix.toString());
        }
    }

    /** What became of every row that was read. */
    static Section rows(String heading, RunSummary summary) {
        RowCounts rows = summary.report().rows();
        Table.Builder table = Table.builder().left("fate").right("rows").right("share");
        for (Fate fate : Fate.values()) {
            if (rows.get(fate) > 0) {
                table.row(Cell.text(fate.label()), Cell.count(rows.get(fate)), share(rows.get(fate), rows.read()));
            }
        }
        table.row(Cell.text("read"), Cell.count(rows.read()), share(rows.read(), rows.read()));
        return new Section.Rows("rows", heading, table.build());
    }

    /** Where the rows are that could not be read. */
    static Section quarantine(QuarantineFile quarantine) {
        return Section.facts("quarantine", "Quarantine")
                .add("rows", Cell.count(quarantine.count()))
                .add("file", quarantine.target().toString())
                .build();
    }

    private static Cell share(long part, long whole) {
        return Cell.share((double) part / whole);
    }

    /** The values of columns of {@code for} that nobody listed, the most frequent ones; empty where there are none. */
    static Optional<Section> unlisted(String heading, RunSummary summary) {
        if (summary.report().unlisted().stream().allMatch(found -> found.events() == 0)) {
            return Optional.empty();
        }
        Table.Builder table = Table.builder().left("column").left("value").right("events");
        for (EngineReport.Unlisted found : summary.report().unlisted()) {
            String column = summary.plan().reads().field(found.column()).name();
            if (found.overflown()) {
                String more = "more than " + EngineReport.Unlisted.MOST_VALUES + " different values";
                table.row(Cell.text(column), Cell.quiet(more), Cell.count(found.events()));
            }
            found.values().entrySet().stream()
                    .limit(MOST_UNLISTED)
                    .forEach(entry ->
                            table.row(Cell.text(column), Cell.text(entry.getKey()), Cell.count(entry.getValue())));
            int more = found.values().size() - MOST_UNLISTED;
            if (more > 0) {
                table.row(Cell.text(column), Cell.quiet("and " + more + " more, see the record"), Cell.EMPTY);
            }
        }
        return Optional.of(new Section.Rows("unlisted", heading, table.build()));
    }

    /**
     * Time, speed and memory.
     *
     * @param limit of the process
     */
    static Section effort(String heading, RunSummary summary, MemoryBudget limit) {
        EngineReport report = summary.report();
        Section.FactsBuilder facts = Section.facts("effort", heading);
        facts.add("took", Cell.duration(summary.took()));
        summary.phases().forEach((phase, took) -> facts.add(name(phase), Cell.duration(took)));
        if (report.spilled().runs() > 0) {
            facts.add("spilled", spilled(report.spilled()));
        }
        return facts.add("speed", Cell.rate(rowsPerSecond(summary), "rows"))
                .add("bytes_read", Cell.bytes(summary.bytesRead()))
                .add("threads", splits(report.splitsByThread()))
                .add("state_peak", statePeak(summary))
                .add("process_peak", processPeak(limit))
                .add("not_finite_values", Cell.count(report.nonFinite()))
                .build();
    }

    private static Cell spilled(EngineReport.Spilled spilled) {
        return Cell.bytes(spilled.bytes())
                .withText(Amounts.bytes(spilled.bytes()) + " in " + Amounts.count(spilled.runs(), "run"));
    }

    static double rowsPerSecond(RunSummary summary) {
        return summary.report().rows().read() / Math.max(1e-9, summary.took().toNanos() / 1e9);
    }

    private static String name(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    private static Cell splits(List<Integer> byThread) {
        String taken = byThread.stream().map(String::valueOf).collect(Collectors.joining(" + "));
        return Cell.count(byThread.size())
                .withText(Amounts.count(byThread.size(), "thread") + " took " + taken + " splits");
    }

    private static Cell statePeak(RunSummary summary) {
        long peak = summary.report().peakBytes();
        return Cell.bytes(peak)
                .withText(Amounts.bytes(peak) + " of the engine's "
                        + Amounts.bytes(summary.memory().bytes()));
    }

    private static Cell processPeak(MemoryBudget limit) {
        return ProcessMemory.peak().stream()
                .mapToObj(peak -> Cell.bytes(peak)
                        .withText(Amounts.bytes(peak) + " of the " + Amounts.bytes(limit.bytes())
                                + " that --memory allows"))
                .findFirst()
                .orElse(Cell.quiet("not told by this system"));
    }
}
