package io.millrace.cli;

import io.millrace.core.feature.Problem;
import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.Entities;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.Extensions;
import io.millrace.core.port.InputFile;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.Roster;
import io.millrace.core.run.DefinitionException;
import io.millrace.core.run.FeaturePipeline;
import io.millrace.core.run.InputException;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.TableFormats;
import io.millrace.core.sql.DuckDbSql;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "sql",
        header = "Prints a feature set as one query that DuckDB runs with the same result.",
        description = "Reads no event; the files' metadata tell the types of columns.",
        footer = {
            "  millrace sql streamflow-churn events/ --as-of 2024-10-31 | duckdb",
            "  millrace sql churn.yaml events/ --as-of 2024-10-31 --roster events/roster.csv > churn.sql"
        })
final class SqlCommand implements Callable<Integer> {
    private final Console console;
    private final Supplier<TableFormats> formats;
    private final Supplier<Extensions> extensions;

    @Parameters(
            index = "0",
            paramLabel = "NAME|FILE",
            description = "A built-in feature set (see: millrace features), or a file that defines one.")
    private String features;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "INPUT",
            description = "Event files, folders of them, or globs.")
    private List<String> inputs;

    @Mixin
    private PlanOptions options;

    @Mixin
    private CsvOptions csv;

    SqlCommand(Console console, Supplier<TableFormats> formats, Supplier<Extensions> extensions) {
        this.console = console;
        this.formats = formats;
        this.extensions = extensions;
    }

    @Override
    public Integer call() {
        RunRequest request = options.request(
                formats.get(),
                extensions.get(),
                csv.apply(ReadOptions.DEFAULT),
                FeatureSets.find(features),
                inputs,
                Set.of());
        requireAll(request);
        FeaturePlan plan = FeaturePipeline.plan(request);
        Entities entities = FeaturePipeline.entities(request);
        Optional<DuckDbSql.RosterTable> roster = FeaturePipeline.roster(request, plan)
                .filter(table -> entities != Entities.EVENTS)
                .map(table -> table(table, entities == Entities.ROSTER));
        console.out()
                .println(DuckDbSql.of(plan, relation(request.events()), roster).strip() + ";");
        return ExitCode.DONE.code();
    }

    private static void requireAll(RunRequest request) {
        if (!request.sample().isAll()) {
            throw new DefinitionException(List.of(new Problem(
                    Problem.Cause.DEFINITION,
                    "a sample cannot be said in DuckDB's SQL, which has no such hash of a key",
                    new Problem.Place.InPart("--sample"),
                    "leave it out; the query is then over all entities")));
        }
        if (request.duplicates().isPresent()) {
            throw new DefinitionException(List.of(new Problem(
                    Problem.Cause.DEFINITION,
                    "the query cannot remove duplicate events",
                    new Problem.Place.InPart("--deduplicate"),
                    "leave it out; the query is then over all events")));
        }
    }

    private static DuckDbSql.RosterTable table(Roster roster, boolean alone) {
        return new DuckDbSql.RosterTable(relation(roster.table()), roster.columns(), alone);
    }

    private static String relation(EventSource table) {
        List<String> files = table.files().stream().map(InputFile::name).toList();
        return switch (table.format()) {
            case "parquet" -> DuckDbSql.parquet(files);
            case "csv" -> DuckDbSql.csv(files, table.schema());
            default ->
                throw new InputException("a query can be printed over Parquet and CSV files, and " + files.get(0)
                        + " is " + table.format() + ", which DuckDB does not read; convert it to Parquet");
        };
    }
}
