package io.millrace.cli.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The most memory that the control groups of a process allow, all of its processes together. Of nested groups and of the two
 * versions of Linux's control groups (kernel documentation: cgroup-v1/memory, cgroup-v2) the smallest limit holds.
 *
 * @param file where it stands
 * @param bytes how much it is
 * @param used how much of it is taken and cannot be given back: without files that are only cached
 */
public record MemoryLimit(Path file, long bytes, long used) {
    /** Version 1 writes its largest number for no limit. */
    private static final long NONE = 1L << 60;

    /** The limit of this process; empty where there is none, or the system does not tell. */
    public static Optional<MemoryLimit> of(Path root) {
        List<MemoryLimit> limits = new ArrayList<>();
        for (String line : SystemFile.lines(root.resolve("proc/self/cgroup"))) {
            String[] parts = line.split(":", 3);
            if (parts.length < 3) {
                continue;
            }
            if (parts[1].isEmpty()) {
                mounted(root, "cgroup2", "").ifPresent(mount -> add(mount, parts[2], Version.SECOND, root, limits));
            } else if (List.of(parts[1].split(",")).contains("memory")) {
                mounted(root, "cgroup", "memory").ifPresent(mount -> add(mount, parts[2], Version.FIRST, root, limits));
            }
        }
        return limits.stream().min(Comparator.comparingLong(MemoryLimit::bytes));
    }

    /** The names of the files of a version. */
    private record Version(String usage, String cached, List<String> limits) {
        static final Version FIRST =
                new Version("memory.usage_in_bytes", "total_inactive_file", List.of("memory.limit_in_bytes"));
        static final Version SECOND =
                new Version("memory.current", "inactive_file", List.of("memory.max", "memory.high"));
    }

    private static Optional<Mount> mounted(Path root, String type, String option) {
        return Mount.all(root).stream()
                .filter(mount -> mount.type().equals(type))
                .filter(mount -> option.isEmpty() || mount.options().contains(option))
                .findFirst();
    }

    /** The limits of a group and of all around it, as far as the process sees them. */
    private static void add(Mount mount, String group, Version version, Path root, List<MemoryLimit> limits) {
        Path top = root.resolve(mount.point().substring(1));
        @Nullable Path folder = top.resolve(below(mount, group)).normalize();
        while (folder != null && folder.startsWith(top)) {
            for (String name : version.limits) {
                Path file = folder.resolve(name);
                OptionalLong bytes = SystemFile.number(file);
                if (bytes.isPresent() && bytes.getAsLong() < NONE) {
                    limits.add(new MemoryLimit(file, bytes.getAsLong(), used(folder, version)));
                }
            }
            folder = folder.getParent();
        }
    }

    /** The group's folder below the mount. In a container it may be told as the host sees it: then the mount is the group. */
    private static String below(Mount mount, String group) {
        if (mount.origin().equals("/")) {
            return group.substring(1);
        }
        return (group + "/").startsWith(mount.origin() + "/")
                ? group.substring(Math.min(group.length(), mount.origin().length() + 1))
                : "";
    }

    private static long used(Path folder, Version version) {
        long usage = SystemFile.number(folder.resolve(version.usage)).orElse(0);
        long cached =
                SystemFile.number(folder.resolve("memory.stat"), version.cached).orElse(0);
        return Math.max(0, usage - cached);
    }
}
