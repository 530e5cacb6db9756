package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.contract.MemoryEventSource;
import io.millrace.core.contract.Rows;
import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.run.RunRequest;
import io.millrace.core.run.SpillSettings;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SpillOptionsTest {
    private static SpillSettings settings(String... arguments) {
        SpillOptions options = new SpillOptions();
        CommandLine command = new CommandLine(CommandLine.Model.CommandSpec.forAnnotatedObject(options));
        Converters.register(command);
        command.parseArgs(arguments);
        FeatureSet set = FeatureSet.builder("set")
                .entity("user")
                .time("at")
                .window("1d")
                .feature("rows", "count(*)")
                .build();
        Schema schema = Schema.of(Field.nullable("user", DataType.INT64), Field.nullable("at", DataType.TIMESTAMP));
        return options.apply(RunRequest.of(set, MemoryEventSource.ofRows(schema, Rows.rows()), Instant.EPOCH))
                .spill();
    }

    @Test
    void tellsWhereAndHowMuch() {
        assertEquals(SpillSettings.usual(), settings());
        assertEquals(
                new SpillSettings(Path.of("large", "disk"), 20L << 30),
                settings("--spill-dir", "large/disk", "--max-spill", "20g"));
    }
}
