package io.millrace.cli;

import io.millrace.yaml.FileSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code millrace schema}. */
@Command(
        name = "schema",
        header = "Prints the JSON Schema of feature set files, for editors, or of run.json.",
        footer = {
            "  millrace schema > feature-set.schema.json",
            "  # then, as the first line of a feature set in YAML:",
            "  # yaml-language-server: $schema=feature-set.schema.json",
            "  millrace schema run-record"
        })
final class SchemaCommand implements Callable<Integer> {
    private final Console console;

    @Parameters(
            arity = "0..1",
            paramLabel = "feature-set|run-record",
            defaultValue = "feature-set",
            description = "Of which file (default: ${DEFAULT-VALUE}).")
    private FileSchema schema;

    SchemaCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().println(schema.text().strip());
        console.out().flush();
        return ExitCode.DONE.code();
    }
}
