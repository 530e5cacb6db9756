package io.millrace.cli;

import io.millrace.cli.host.HostMemory;
import io.millrace.cli.host.MemoryLimit;
import io.millrace.cli.render.Amounts;
import io.millrace.core.run.MemoryBudget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** Whether there is the memory that {@code --memory} says. */
final class DoctorMemory {
    private static final List<String> JVM_OPTIONS = List.of("MILLRACE_JAVA_OPTS", "_JAVA_OPTIONS");
    private static final long MIB = 1L << 20;

    private final MemorySplit asked;

    /** @param asked how the launcher would divide it */
    DoctorMemory(MemorySplit asked) {
        this.asked = asked;
    }

    /**
     * @param root where the system tells of itself
     * @param environment of this process
     * @param limits of this process's JVM
     */
    List<Finding> findings(Path root, Map<String, String> environment, Supplier<JvmLimits> limits) {
        List<Finding> findings = new ArrayList<>();
        findings.add(size());
        JVM_OPTIONS.forEach(name -> Optional.ofNullable(environment.get(name))
                .filter(options -> !options.isBlank())
                .ifPresent(options -> findings.add(jvmOptions(name, options, limits))));
        findings.add(machine(HostMemory.of(root)));
        findings.add(container(MemoryLimit.of(root)));
        return findings;
    }

    private Finding size() {
        String what = asked.total() + " for " + Amounts.count(asked.threads(), "thread");
        return asked.suffices()
                ? Finding.ok("memory", what + ", of which the engine has " + asked.engine())
                : Finding.fail(
                        "memory",
                        what,
                        "too little: give --memory at least " + MemorySplit.smallest(asked.threads())
                                + (asked.threads() > 1 ? ", or run fewer --threads" : ""));
    }

    /** Flags for the JVM that win over those of the launcher may leave the engine nothing. */
    private Finding jvmOptions(String name, String options, Supplier<JvmLimits> limits) {
        boolean heap = options.contains("-Xmx") || options.contains("-XX:MaxHeapSize");
        boolean direct = options.contains("-XX:MaxDirectMemorySize");
        if (!heap && !direct || !asked.suffices()) {
            return Finding.ok(name, options);
        }
        JvmLimits own = limits.get();
        JvmLimits would =
                new JvmLimits(heap ? own.heap() : asked.heap(), direct ? own.direct() : asked.direct(), own.overhead());
        return asked.within(would).suffices()
                ? Finding.ok(name, options)
                : Finding.fail(
                        name,
                        options,
                        "they leave the engine nothing of --memory " + asked.total()
                                + ": leave heap and direct memory to --memory, or give it at least "
                                + MemorySplit.smallest(asked.threads(), would));
    }

    private Finding machine(HostMemory memory) {
        OptionalLong total = memory.total();
        OptionalLong available = memory.available();
        if (total.isEmpty()) {
            return Finding.ok("memory of the machine", "not told by this system");
        }
        String what = Amounts.bytes(total.getAsLong())
                + (available.isPresent() ? ", of which " + Amounts.bytes(available.getAsLong()) + " are free" : "");
        if (bytes() > total.getAsLong()) {
            return Finding.fail(
                    "memory of the machine", what, "there is less than --memory: " + atMost(available.orElse(0)));
        }
        return bytes() > available.orElse(Long.MAX_VALUE)
                ? Finding.warn(
                        "memory of the machine",
                        what,
                        "less than --memory is free, so that the system may swap or end processes: "
                                + atMost(available.orElse(0)))
                : Finding.ok("memory of the machine", what);
    }

    private Finding container(Optional<MemoryLimit> limit) {
        if (limit.isEmpty()) {
            return Finding.ok("limit of the container", "none");
        }
        long bytes = limit.get().bytes();
        long free = Math.max(0, bytes - limit.get().used());
        String what = Amounts.bytes(bytes) + ", of which " + Amounts.bytes(free) + " are free";
        String raise = atMost(free) + ", or raise the limit (" + limit.get().file() + ")";
        if (bytes() > bytes) {
            return Finding.fail(
                    "limit of the container", what, "the system ends a process that takes --memory: " + raise);
        }
        return bytes() > free
                ? Finding.warn(
                        "limit of the container",
                        what,
                        "with what other processes of the container take, it is less than --memory: " + raise)
                : Finding.ok("limit of the container", what);
    }

    private long bytes() {
        return asked.total().bytes();
    }

    private String atMost(long free) {
        MemoryBudget smallest = MemorySplit.smallest(asked.threads());
        return free < smallest.bytes()
                ? "free at least " + smallest
                : "give --memory at most " + new MemoryBudget(free / MIB * MIB);
    }
}
