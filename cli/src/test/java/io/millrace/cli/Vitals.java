package io.millrace.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds, as Linux tells it, after a collection of the heap.
 *
 * @param residentBytes memory that is in use
 * @param heapBytes what lives on the heap
 * @param committedBytes what the heap has of resident memory, at most
 * @param threads how many there are
 * @param files open files, sockets and pipes
 */
record Vitals(long residentBytes, long heapBytes, long committedBytes, int threads, long files) {
    private static final Path SELF = Path.of("/proc/self");

    static boolean areKnown() {
        return Files.isDirectory(SELF.resolve("fd"));
    }

    static Vitals now() throws IOException {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return new Vitals(
                resident(),
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.totalMemory(),
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openFiles());
    }

    private static long resident() throws IOException {
        try (Stream<String> lines = Files.lines(SELF.resolve("status"))) {
            String line =
                    lines.filter(each -> each.startsWith("VmRSS:")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("[^0-9]", "")) << 10;
        }
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(SELF.resolve("fd"))) {
            return files.count();
        }
    }

    @Override
    public String toString() {
        return (residentBytes >> 20) + " MiB resident, " + (heapBytes >> 10) + " KiB of heap of "
                + (committedBytes >> 20) + " MiB, " + threads + " threads, "
                + files + " open files";
    }
}
