package io.millrace.cli.report;

import io.millrace.cli.report.MatrixReport.Accounting;
import io.millrace.cli.report.MatrixReport.ByValue;
import io.millrace.cli.report.MatrixReport.Events;
import io.millrace.cli.report.MatrixReport.FateCount;
import io.millrace.cli.report.MatrixReport.FileCount;
import io.millrace.cli.report.MatrixReport.Missing;
import io.millrace.cli.report.MatrixReport.PhaseTime;
import io.millrace.cli.report.MatrixReport.Run;
import io.millrace.cli.report.MatrixReport.ValueCount;
import io.millrace.core.run.Fate;
import io.millrace.yaml.RecordedRun;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What the record of a run tells, in the order of a report. */
final class RunPart {
    private static final int MOST_FILES = 200;
    private static final int MOST_VALUES = 20;
    private static final String TOTAL = "total";

    private final RecordedRun run;

    RunPart(RecordedRun run) {
        this.run = run;
    }

    Events events() {
        long used = run.rows().getOrDefault(Fate.USED, 0L);
        return new Events(
                DayBars.daysPerBar(run),
                DayBars.of(run),
                run.missingDays().stream()
                        .map(range -> new Missing(range.first(), range.last(), range.days()))
                        .toList(),
                run.usedByValue().stream().map(column -> byValue(column, used)).toList(),
                run.unlisted().stream()
                        .filter(column -> column.events().orElse(0) > 0)
                        .map(column -> byValue(column, used))
                        .toList());
    }

    private static ByValue byValue(RecordedRun.Values column, long used) {
        List<ValueCount> values = new ArrayList<>();
        long rest = 0;
        for (var entry : column.values().entrySet()) {
            if (values.size() < MOST_VALUES) {
                values.add(new ValueCount(entry.getKey(), entry.getValue(), FeaturePart.share(entry.getValue(), used)));
            } else {
                rest += entry.getValue();
            }
        }
        OptionalLong others = column.overflown() ? column.events() : OptionalLong.of(rest);
        return new ByValue(column.column(), values, others, column.nulls());
    }

    Accounting accounting() {
        List<FateCount> fates = new ArrayList<>();
        run.rows().forEach((fate, rows) -> {
            if (rows > 0) {
                fates.add(new FateCount(fate.label(), rows, FeaturePart.share(rows, run.read())));
            }
        });
        return new Accounting(
                run.read(),
                fates,
                run.inputFormat(),
                run.files().size(),
                run.files().stream()
                        .limit(MOST_FILES)
                        .map(file -> new FileCount(
                                file.name(),
                                file.bytes(),
                                file.read(),
                                file.rows().getOrDefault(Fate.USED, 0L)))
                        .toList(),
                run.rosters(),
                run.bytesRead(),
                run.earliest().map(Instant::toString),
                run.latest().map(Instant::toString),
                run.nonFinite());
    }

    Run run() {
        double total = run.seconds().getOrDefault(TOTAL, 0.0);
        List<PhaseTime> phases = new ArrayList<>();
        run.seconds().forEach((phase, seconds) -> {
            if (!phase.equals(TOTAL)) {
                phases.add(new PhaseTime(phase, seconds));
            }
        });
        return new Run(
                run.command().isEmpty() ? Optional.empty() : Optional.of("millrace " + ShellWords.join(run.command())),
                total,
                phases,
                total > 0 ? OptionalDouble.of(run.read() / total) : OptionalDouble.empty(),
                bytes("budget_bytes"),
                bytes("peak_bytes"),
                bytes("process_limit_bytes"),
                bytes("process_peak_bytes"),
                run.spilledBytes(),
                run.splitsByThread(),
                run.versions(),
                run.definition());
    }

    private OptionalLong bytes(String key) {
        Long bytes = run.memory().get(key);
        return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }
}
