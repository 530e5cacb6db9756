package io.millrace.benchmarks.compare;

import io.millrace.cli.render.Cell;
import io.millrace.cli.render.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the times are taken. */
final class Machine {
    private Machine() {}

    static Section facts() {
        return Section.facts("machine", "Machine")
                .add(
                        "system",
                        System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                                + System.getProperty("os.arch"))
                .add("processor", value("/proc/cpuinfo", "model name"))
                .add("cores", Cell.count(Runtime.getRuntime().availableProcessors()))
                .add("memory", memory(value("/proc/meminfo", "MemTotal")))
                .add("java", System.getProperty("java.vm.name") + " " + Runtime.version())
                .build();
    }

    private static Cell memory(String kibibytes) {
        String digits = kibibytes.replaceAll("\\D", "");
        return digits.isEmpty() ? Cell.quiet(kibibytes) : Cell.bytes(1024 * Long.parseLong(digits));
    }

    private static String value(String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
