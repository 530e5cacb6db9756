package io.millrace.cli;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.millrace.core.port.RunListener;
import io.millrace.core.run.PendingFile;
import io.millrace.engine.arrow.MicrometerRunListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A run's meters in the text format of Prometheus, as the node exporter's collector of text files takes it. The file takes its
 * place at once when it is closed, whether the run succeeded or failed: {@code millrace_run_complete} tells.
 */
final class MetricsFile implements AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RunListener listener = new MicrometerRunListener(registry);
    private final PendingFile file;

    private MetricsFile(PendingFile file) {
        this.file = file;
    }

    /**
     * Starts one, so that a place that cannot be written is known before anything is read.
     *
     * @throws io.millrace.core.run.ResourceException where it cannot
     */
    static MetricsFile at(Path target) {
        PendingFile.removeLeftovers(target);
        return new MetricsFile(PendingFile.create(target));
    }

    RunListener listener() {
        return listener;
    }

    @Override
    public void close() {
        try (file) {
            byte[] text = registry.scrape().getBytes(StandardCharsets.UTF_8);
            file.write(text, 0, text.length);
            file.finish();
            file.commit();
        } finally {
            registry.close();
        }
    }
}
