package io.millrace.cli.host;

import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The memory of the machine, as {@code /proc/meminfo} of Linux tells it.
 *
 * @param total all of it; empty where the system does not tell
 * @param available what a new process can have without swapping
 */
public record HostMemory(OptionalLong total, OptionalLong available) {
    private static final long KIB = 1024;

    public static HostMemory of(Path root) {
        Path file = root.resolve("proc/meminfo");
        return new HostMemory(bytes(file, "MemTotal"), bytes(file, "MemAvailable"));
    }

    private static OptionalLong bytes(Path file, String name) {
        OptionalLong kib = SystemFile.number(file, name);
        return kib.isPresent() ? OptionalLong.of(kib.getAsLong() * KIB) : kib;
    }

    /** The largest file that this process may write ({@code ulimit -f}); empty where there is no limit, or none is told. */
    public static OptionalLong largestFile(Path root) {
        return SystemFile.lines(root.resolve("proc/self/limits")).stream()
                .filter(line -> line.startsWith("Max file size "))
                .map(line -> line.substring("Max file size ".length()).strip().split(" +")[0])
                .filter(limit -> limit.matches("\\d{1,18}"))
                .mapToLong(Long::parseLong)
                .findFirst();
    }
}
