package io.millrace.cli;

import io.millrace.cli.render.Amounts;
import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Report;
import io.millrace.cli.render.Section;
import io.millrace.cli.render.Table;
import io.millrace.cli.report.HtmlPage;
import io.millrace.cli.report.JsonTwin;
import io.millrace.cli.report.Limits;
import io.millrace.cli.report.MatrixReport;
import io.millrace.cli.report.MatrixReport.Alert;
import io.millrace.cli.report.MatrixReport.Level;
import io.millrace.cli.report.ReportMaker;
import io.millrace.core.port.Extensions;
import io.millrace.core.run.PendingFile;
import io.millrace.core.run.TableFormats;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "report",
        header = "Writes one page that tells whether a matrix is good: alerts, features, events, the run.",
        description =
                "The page is one file of HTML that needs no network. It tells what MATRIX and MATRIX.run.json beside it"
                        + " hold; without the latter, what the matrix alone tells. Exits with 0 also where there are alerts: to"
                        + " stop at a failed check, use check.",
        footer = {
            "  millrace report matrix.parquet",
            "  millrace report matrix.csv --features churn.yaml --out judged.html",
            "  millrace report matrix.parquet --format json > report.json"
        })
final class ReportCommand implements Callable<Integer> {
    private final Console console;
    private final Interruption interruption;
    private final Supplier<TableFormats> formats;
    private final Supplier<Extensions> extensions;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MATRIX", description = "A feature matrix: a Parquet, CSV or Arrow file.")
    private Path matrix;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = {
                "Where the report goes, in place of what is there (default: MATRIX.report.html beside the matrix; JSON goes to",
                "standard output)."
            })
    private @Nullable Path out;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "html",
            description = "How to write it: html (default), or json, which tells the same.")
    private Form form;

    @Option(
            names = "--features",
            paramLabel = "NAME|FILE",
            description = "The feature set that explains the matrix (default: that of the run, as the record tells).")
    private @Nullable String features;

    @Option(
            names = "--alert-default",
            paramLabel = "SHARE",
            defaultValue = "0.9",
            description = {
                "Alert where a feature holds its default, or null, in this share of the rows or more (default:",
                "${DEFAULT-VALUE})."
            })
    private double defaults;

    @Option(
            names = "--alert-correlation",
            paramLabel = "R",
            defaultValue = "0.95",
            description = "Alert where two features are correlated this much or more (default: ${DEFAULT-VALUE}).")
    private double correlation;

    @Mixin
    private ReaderOption reader;

    ReportCommand(
            Console console,
            Interruption interruption,
            Supplier<TableFormats> formats,
            Supplier<Extensions> extensions) {
        this.console = console;
        this.interruption = interruption;
        this.formats = formats;
        this.extensions = extensions;
    }

    /** The form of a report. */
    enum Form {
        HTML,
        JSON
    }

    @Override
    public Integer call() {
        Limits limits = new Limits(share("--alert-default", defaults), share("--alert-correlation", correlation));
        ReportFacts facts = new ReportFacts(interruption, formats.get(), reader, extensions);
        MatrixReport report = ReportMaker.make(facts.of(matrix, features), limits);
        if (form == Form.JSON && out == null) {
            console.out().print(JsonTwin.print(report));
            console.out().flush();
            return ExitCode.DONE.code();
        }
        Path target = out == null ? matrix.resolveSibling(matrix.getFileName() + ".report.html") : out;
        byte[] text =
                (form == Form.JSON ? JsonTwin.print(report) : HtmlPage.print(report)).getBytes(StandardCharsets.UTF_8);
        write(target, text);
        console.print(summary(report, target, text.length), Report.Format.TABLE);
        return ExitCode.DONE.code();
    }

    private double share(String option, double value) {
        if (value >= 0 && value <= 1) {
            return value;
        }
        throw new ParameterException(spec.commandLine(), option + " is a number from 0 to 1, not " + value);
    }

    private static void write(Path target, byte[] text) {
        try (PendingFile file = PendingFile.create(target)) {
            file.write(text, 0, text.length);
            file.finish();
            file.commit();
            PendingFile.flushFolder(target);
        }
    }

    private static Report summary(MatrixReport report, Path target, long bytes) {
        Section facts = Section.facts("report", "Report")
                .add("file", Cell.text(target.toString()).withText(target + " (" + Amounts.bytes(bytes) + ")"))
                .add("bad", Cell.count(report.count(Level.BAD)))
                .add("warnings", Cell.count(report.count(Level.WARN)))
                .build();
        if (report.alerts().isEmpty()) {
            return Report.of(facts);
        }
        Table.Builder table = Table.builder().left("level").left("alert");
        for (Alert alert : report.alerts()) {
            String level = alert.level().name().toLowerCase(Locale.ROOT);
            table.row(
                    Cell.text(level).toned(alert.level() == Level.BAD ? Cell.Tone.BAD : Cell.Tone.PLAIN),
                    Cell.text(alert.text()));
        }
        return Report.of(facts, new Section.Rows("alerts", "Alerts", table.build()));
    }
}
