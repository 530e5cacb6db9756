package io.millrace.engine.arrow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.millrace.core.plan.FeaturePlan;
import io.millrace.core.port.EngineReport;
import io.millrace.core.port.EngineRequest;
import io.millrace.core.port.FeatureEngine;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.RunListener;
import io.millrace.core.port.StateEstimate;
import io.millrace.core.run.SpillSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder of a test's own to spill to, to look at afterwards. */
final class SpillRoot {
    private final Path root;

    SpillRoot() {
        try {
            root = Files.createTempDirectory("spill-root");
            root.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SpillRoot(Path root) {
        this.root = root;
    }

    Path path() {
        return root;
    }

    /** An engine that spills there whatever it is asked. */
    FeatureEngine engine(FeatureEngine engine) {
        return engine(engine, Long.MAX_VALUE);
    }

    FeatureEngine engine(FeatureEngine engine, long mostBytes) {
        SpillSettings here = new SpillSettings(root, mostBytes);
        return new FeatureEngine() {
            @Override
            public EngineReport run(EngineRequest asked, MatrixSink sink, RunListener listener) {
                EngineRequest request = new EngineRequest(
                        asked.plan(),
                        asked.events(),
                        asked.roster(),
                        asked.entities(),
                        asked.sample(),
                        asked.quarantine(),
                        asked.memory(),
                        here,
                        asked.threads(),
                        asked.batchRows());
                return engine.run(request, sink, listener);
            }

            @Override
            public StateEstimate estimate(FeaturePlan plan, int threads) {
                return engine.estimate(plan, threads);
            }
        };
    }

    /** Fails where anything is left there. */
    void verifyEmpty() {
        try (Stream<Path> paths = Files.list(root)) {
            assertEquals(List.of(), paths.toList(), "what is left");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
