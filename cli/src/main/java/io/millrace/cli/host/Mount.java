package io.millrace.cli.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A mounted file system, as {@code /proc/self/mountinfo} of Linux tells it (proc_pid_mountinfo(5)).
 *
 * @param origin the folder of the file system that is mounted
 * @param point where it is mounted
 * @param type of the file system, such as {@code ext4} or {@code tmpfs}
 * @param options of the mount and of the file system
 */
public record Mount(String origin, String point, String type, Set<String> options) {
    private static final int FIRST_OPTIONAL = 6;
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    public Mount {
        options = Set.copyOf(options);
    }

    /** All mounts that a process sees, in the order in which they were made; none where the system does not tell. */
    public static List<Mount> all(Path root) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : SystemFile.lines(root.resolve("proc/self/mountinfo"))) {
            String[] words = line.split(" ");
            int dash = List.of(words).indexOf("-");
            if (dash >= FIRST_OPTIONAL && words.length > dash + 3) {
                Set<String> options = new HashSet<>(List.of(words[5].split(",")));
                options.addAll(List.of(words[dash + 3].split(",")));
                mounts.add(new Mount(unescaped(words[3]), unescaped(words[4]), words[dash + 1], options));
            }
        }
        return mounts;
    }

    /** The mount that a folder lies in; empty where the system does not tell. */
    public static Optional<Mount> of(Path folder, Path root) {
        Path real;
        try {
            real = folder.toRealPath();
        } catch (IOException e) {
            real = folder.toAbsolutePath().normalize();
        }
        Mount found = null;
        for (Mount mount : all(root)) {
            boolean holds = real.startsWith(mount.point());
            // Of two at one place the later one hides the earlier.
            if (holds
                    && (found == null || mount.point().length() >= found.point().length())) {
                found = mount;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Whether nothing in it may be executed, also no library loaded. */
    public boolean forbidsCode() {
        return options.contains("noexec");
    }

    /** Whether its files are held in memory. */
    public boolean isInMemory() {
        return type.equals("tmpfs") || type.equals("ramfs");
    }

    private static String unescaped(String word) {
        Matcher octal = OCTAL.matcher(word);
        return octal.replaceAll(
                code -> Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(code.group(1), 8))));
    }
}
