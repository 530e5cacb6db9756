package io.millrace.cli;

import io.millrace.core.feature.BuiltInFeatureSets;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.feature.Names;
import io.millrace.core.feature.Problem;
import io.millrace.core.run.DefinitionException;
import io.millrace.yaml.FeatureSetReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Finds the feature set that a command line names. */
final class FeatureSets {
    private FeatureSets() {}

    /**
     * A built-in set by its name, else the definition in a file.
     *
     * @throws DefinitionException where there is neither, or the file's definition is wrong
     */
    static FeatureSet find(String nameOrFile) {
        return BuiltInFeatureSets.find(nameOrFile).orElseGet(() -> read(nameOrFile));
    }

    private static FeatureSet read(String nameOrFile) {
        if (looksLikeFile(nameOrFile)) {
            if (!Files.exists(Path.of(nameOrFile))) {
                throw unknown("there is no feature set file " + nameOrFile, "give the path of a YAML or JSON file");
            }
            return FeatureSetReader.read(Path.of(nameOrFile));
        }
        List<String> names = BuiltInFeatureSets.names();
        throw unknown(
                "there is no feature set " + nameOrFile,
                Names.advice(
                        nameOrFile,
                        names,
                        "built in are " + String.join(", ", names) + "; or give the path of a YAML or JSON file"));
    }

    private static boolean looksLikeFile(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.endsWith(".yaml")
                || lower.endsWith(".yml")
                || lower.endsWith(".json")
                || text.indexOf('/') >= 0
                || Files.isRegularFile(Path.of(text));
    }

    private static DefinitionException unknown(String what, String advice) {
        return new DefinitionException(List.of(
                new Problem(Problem.Cause.DEFINITION, what, new Problem.Place.InPart("the command line"), advice)));
    }
}
