package io.millrace.cli;

import io.millrace.yaml.FeatureSetSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code millrace schema}. */
@Command(
        name = "schema",
        header = "Prints the JSON Schema of feature set files, for editors.",
        footer = {
            "  millrace schema > feature-set.schema.json",
            "  # then, as the first line of a feature set in YAML:",
            "  # yaml-language-server: $schema=feature-set.schema.json"
        })
final class SchemaCommand implements Callable<Integer> {
    private final Console console;

    SchemaCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().println(FeatureSetSchema.text().strip());
        console.out().flush();
        return ExitCode.DONE.code();
    }
}
