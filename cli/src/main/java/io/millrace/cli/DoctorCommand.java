package io.millrace.cli;

import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Report;
import io.millrace.cli.render.Section;
import io.millrace.cli.render.Table;
import io.millrace.core.port.NativeCode;
import io.millrace.core.port.TableFormat;
import io.millrace.core.run.TableFormats;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        header = "Tells whether this machine has what builds need, and what to change.",
        description =
                "Java, memory and its limits, room on disk, the folder for temporary files, native libraries, which it"
                        + " loads to see. Exits with 1 where something will fail; a warning is none.",
        footer = {
            "  millrace doctor",
            "  millrace doctor --memory 24g --threads 16 --spill-dir /data/spill --max-spill 200g"
        })
final class DoctorCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<TableFormats> formats;
    private final Supplier<JvmLimits> limits;

    @Mixin
    private EffortOptions effort;

    @Mixin
    private SpillOptions spill;

    @Mixin
    private FormatOption format;

    /** @param limits of this process's JVM */
    DoctorCommand(Console console, Supplier<TableFormats> formats, Supplier<JvmLimits> limits) {
        this.console = console;
        this.formats = formats;
        this.limits = limits;
    }

    @Override
    public Integer call() {
        Path root = Path.of("/");
        List<Finding> findings = new ArrayList<>(java());
        findings.addAll(new DoctorMemory(effort.launched()).findings(root, System.getenv(), limits));
        DoctorFolders folders = new DoctorFolders(root);
        findings.add(folders.spill(spill.settings(), effort.launched().total().bytes()));
        findings.addAll(folders.largestFile());
        findings.add(folders.temporary(Path.of(System.getProperty("java.io.tmpdir"))));
        findings.addAll(nativeCode(formats.get().formats()));
        console.print(report(findings), format.format());
        boolean well = findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.FAIL);
        return (well ? ExitCode.DONE : ExitCode.CHECKS_FAILED).code();
    }

    private static List<Finding> java() {
        String version = System.getProperty("java.vm.name") + " " + Runtime.version();
        String processors = Runtime.getRuntime().availableProcessors() + " to use";
        boolean fits = !"32".equals(System.getProperty("sun.arch.data.model"))
                && ByteOrder.nativeOrder().equals(ByteOrder.LITTLE_ENDIAN);
        return List.of(
                fits
                        ? Finding.ok("Java", version)
                        : Finding.fail(
                                "Java",
                                version + " for " + System.getProperty("os.arch"),
                                "Arrow needs a processor and a Java of 64 bits, lowest byte first: set JAVA_HOME to one"),
                Finding.ok("processors", processors));
    }

    /** Loads all native code that a format may need. */
    static List<Finding> nativeCode(List<TableFormat> formats) {
        List<Finding> findings = new ArrayList<>();
        for (TableFormat format : formats) {
            for (NativeCode code : format.nativeCode()) {
                Optional<String> failure = code.load();
                String check = "native code: " + code.name();
                findings.add(failure.map(reason -> Finding.fail(
                                check,
                                reason,
                                code.use()
                                        + " will fail, all else works: see to the temporary folder, or use a system for"
                                        + " which there is such a library"))
                        .orElse(Finding.ok(check, "loads")));
            }
        }
        return findings;
    }

    /** People read what to change below the table, as it takes whole sentences. */
    private Report report(List<Finding> findings) {
        boolean people = format.format() == Report.Format.TABLE;
        Table.Builder table = Table.builder().left("check").left("observed").left("result");
        if (!people) {
            table.left("advice");
        }
        Section.FactsBuilder changes = Section.facts("changes", "What to change");
        boolean changed = false;
        for (Finding finding : findings) {
            List<Cell> row = new ArrayList<>(List.of(
                    Cell.text(finding.check()),
                    Cell.text(finding.observed()),
                    finding.verdict().cell()));
            if (!people) {
                row.add(finding.advice().isEmpty() ? Cell.EMPTY : Cell.text(finding.advice()));
            } else if (!finding.advice().isEmpty()) {
                changes.add(finding.check(), finding.advice());
                changed = true;
            }
            table.row(row);
        }
        List<Section> sections = new ArrayList<>(List.of(new Section.Rows("checks", "This machine", table.build())));
        if (changed) {
            sections.add(changes.build());
        }
        return new Report(sections);
    }
}
