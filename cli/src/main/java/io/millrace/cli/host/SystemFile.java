package io.millrace.cli.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** Files by which Linux tells of itself. Where one is not there, or is not to be read, it tells nothing. */
final class SystemFile {
    private SystemFile() {}

    static List<String> lines(Path file) {
        try {
            // Names of mounts may be of any bytes.
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException | UncheckedIOException | SecurityException e) {
            return List.of();
        }
    }

    /** A file that holds one number, at least 0. */
    static OptionalLong number(Path file) {
        List<String> lines = lines(file);
        return lines.isEmpty() ? OptionalLong.empty() : parsed(lines.get(0));
    }

    /** The number behind a name in a file of lines such as {@code inactive_file 4096} or {@code MemTotal: 16 kB}. */
    static OptionalLong number(Path file, String name) {
        return lines(file).stream()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip().split(" ")[0])
                .map(SystemFile::parsed)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong parsed(String text) {
        try {
            return OptionalLong.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
