package io.millrace.cli;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.millrace.core.port.RunListener;
import io.millrace.engine.arrow.MicrometerRunListener;

/** What {@code --debug} measures. A class of its own, so that no other run loads Micrometer. */
final class Meters {
    private final MeterRegistry registry = new SimpleMeterRegistry();

    RunListener listener() {
        return new MicrometerRunListener(registry);
    }

    /** Says what was measured, one meter a line. */
    void sayTo(Console console) {
        for (Meter meter : registry.getMeters()) {
            StringBuilder line = new StringBuilder(meter.getId().getName());
            meter.getId()
                    .getTags()
                    .forEach(tag ->
                            line.append(' ').append(tag.getKey()).append('=').append(tag.getValue()));
            meter.measure()
                    .forEach(measured -> line.append(' ')
                            .append(measured.getStatistic().getTagValueRepresentation())
                            .append('=')
                            .append(measured.getValue()));
            console.say(line.toString());
        }
    }
}
