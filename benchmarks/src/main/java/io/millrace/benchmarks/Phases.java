package io.millrace.benchmarks;

import io.millrace.core.port.Phase;
import io.millrace.core.port.RunListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How long phases took; of the last runs only, so that cold ones do not count. */
final class Phases implements RunListener {
    private static final int RUNS = 8;

    private final Map<Phase, List<Duration>> durations = new EnumMap<>(Phase.class);

    @Override
    public void phaseEnded(Phase phase, Duration duration) {
        durations.computeIfAbsent(phase, of -> new ArrayList<>()).add(duration);
    }

    String text(long rows) {
        StringBuilder text = new StringBuilder(rows + " rows");
        durations.forEach((phase, all) -> {
            List<Duration> last = all.subList(Math.max(0, all.size() - RUNS), all.size());
            double millis = last.stream().mapToLong(Duration::toNanos).average().orElse(0) / 1e6;
            text.append(String.format("; %s %.1f ms (%.1f ns a row)", phase, millis, millis * 1e6 / rows));
        });
        return text.toString();
    }
}
