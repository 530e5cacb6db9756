package io.millrace.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.cli.Finding.Verdict;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.NativeCode;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.TableFormat;
import io.millrace.core.run.MemoryBudget;
import io.millrace.core.run.SpillSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What doctor says of machines that a folder plays. */
final class DoctorTest {
    private static final long GIB = 1L << 30;

    @TempDir
    Path root;

    private Path folder;

    @BeforeEach
    void makeMachine() throws IOException {
        write("proc/meminfo", "MemTotal:       8388608 kB\nMemFree: 100 kB\nMemAvailable:   6291456 kB\n");
        folder = Files.createDirectories(root.resolve("data/tmp")).toRealPath();
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private Finding memory(String size, String check) {
        return memory(size, check, Map.of());
    }

    private Finding memory(String size, String check, Map<String, String> environment) {
        MemorySplit asked = MemorySplit.of(MemoryBudget.parse(size), 2);
        JvmLimits limits = new JvmLimits(2 * GIB, 3 * GIB, 0);
        return new DoctorMemory(asked)
                .findings(root, environment, () -> limits).stream()
                        .filter(finding -> finding.check().equals(check))
                        .findFirst()
                        .orElseThrow();
    }

    private static void assertFound(Verdict verdict, String words, Finding finding) {
        assertEquals(verdict, finding.verdict(), finding.toString());
        assertTrue((finding.observed() + ": " + finding.advice()).contains(words), finding.toString());
    }

    @Test
    void comparesTheMemoryWithTheMachine() {
        assertFound(Verdict.OK, "8 GiB, of which 6 GiB are free", memory("6g", "memory of the machine"));
        assertFound(Verdict.WARN, "--memory at most 6g", memory("7g", "memory of the machine"));
        assertFound(Verdict.FAIL, "less than --memory", memory("9g", "memory of the machine"));
    }

    @Test
    void namesTheLeastMemory() {
        assertFound(Verdict.FAIL, "at least 344m", memory("343m", "memory"));
        assertFound(Verdict.OK, "the engine has 32m", memory("344m", "memory"));
    }

    @Test
    void takesTheSmallestLimitOfNestedGroups() throws Exception {
        write("proc/self/cgroup", "0::/jobs/nightly\n");
        write("proc/self/mountinfo", "30 22 0:27 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw\n");
        write("sys/fs/cgroup/memory.max", "max\n");
        write("sys/fs/cgroup/jobs/memory.max", "3221225472\n");
        write("sys/fs/cgroup/jobs/memory.current", "1610612736\n");
        write("sys/fs/cgroup/jobs/memory.stat", "anon 5\ninactive_file 536870912\nactive_file 7\n");
        write("sys/fs/cgroup/jobs/nightly/memory.max", "max\n");
        write("sys/fs/cgroup/jobs/nightly/memory.high", "4294967296\n");

        assertFound(Verdict.OK, "3 GiB, of which 2 GiB are free", memory("2g", "limit of the container"));
        assertFound(Verdict.WARN, "--memory at most 2g", memory("2200m", "limit of the container"));
        assertFound(Verdict.FAIL, "jobs/memory.max", memory("4g", "limit of the container"));
    }

    @Test
    void findsTheLimitOfTheFirstVersionInAContainer() throws Exception {
        write("proc/self/cgroup", "5:cpu,cpuacct:/docker/abc\n4:memory:/docker/abc\n0::/\n");
        write(
                "proc/self/mountinfo",
                "31 30 0:28 /docker/abc /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu\n"
                        + "34 30 0:31 /docker/abc /sys/fs/cgroup/memory ro shared:3 - cgroup cgroup rw,memory\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "1073741824\n");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", "268435456\n");

        assertFound(Verdict.FAIL, "1 GiB, of which 768 MiB are free", memory("2g", "limit of the container"));
        assertFound(Verdict.OK, "1 GiB", memory("512m", "limit of the container"));
    }

    @Test
    void knowsWhatIsNoLimit() throws Exception {
        write("proc/self/cgroup", "4:memory:/\n");
        write("proc/self/mountinfo", "34 30 0:31 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

        assertFound(Verdict.OK, "none", memory("1g", "limit of the container"));
    }

    @Test
    void countsFlagsThatWinOverTheLaunchers() {
        String name = "MILLRACE_JAVA_OPTS";
        assertFound(Verdict.FAIL, "at least", memory("2g", name, Map.of(name, "-Xmx2g")));
        assertFound(Verdict.OK, "-Xmx2g", memory("3g", name, Map.of(name, "-Xmx2g")));
        assertFound(Verdict.FAIL, "at least", memory("3g", name, Map.of(name, "-XX:MaxDirectMemorySize=3g")));
        assertFound(Verdict.OK, "-Dx=y", memory("1g", name, Map.of(name, "-Dx=y")));
    }

    @Test
    void refusesATemporaryFolderWithoutCode() throws Exception {
        DoctorFolders folders = new DoctorFolders(root);
        assertFound(Verdict.OK, " free", folders.temporary(folder));

        write(
                "proc/self/mountinfo",
                "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n23 22 0:9 / " + folder.getParent()
                        + " rw,nosuid,noexec - tmpfs tmpfs rw\n");

        assertFound(Verdict.FAIL, "-Djava.io.tmpdir", folders.temporary(folder));
        assertFound(Verdict.WARN, "--spill-dir", folders.spill(new SpillSettings(folder, Long.MAX_VALUE), 1));
        assertFound(Verdict.FAIL, "no such folder", folders.temporary(folder.resolve("none")));
    }

    @Test
    void looksForRoomToSpill() throws Exception {
        DoctorFolders folders = new DoctorFolders(root);
        Path later = folder.resolve("made/by/the/run");
        Path file = Files.writeString(folder.resolve("file"), "no folder");
        long room = Files.getFileStore(folder).getUsableSpace();

        assertFound(Verdict.OK, " free", folders.spill(new SpillSettings(later, Long.MAX_VALUE), 1));
        assertTrue(Files.notExists(folder.resolve("made")));
        assertFound(
                Verdict.FAIL, "--spill-dir", folders.spill(new SpillSettings(file.resolve("in"), Long.MAX_VALUE), 1));
        assertFound(Verdict.FAIL, "--max-spill", folders.spill(new SpillSettings(folder, 4 * room), 1));
        assertFound(Verdict.WARN, "more room", folders.spill(new SpillSettings(folder, Long.MAX_VALUE), 4 * room));
    }

    @Test
    void tellsHowLargeAFileMayBe() throws Exception {
        DoctorFolders folders = new DoctorFolders(root);
        assertEquals(List.of(), folders.largestFile());

        write(
                "proc/self/limits",
                "Limit  Soft Limit  Hard Limit\nMax file size             1048576     unlimited     bytes\n");

        assertFound(Verdict.WARN, "1 MiB", folders.largestFile().get(0));

        write("proc/self/limits", "Max file size             unlimited     unlimited     bytes\n");
        assertEquals(List.of(), folders.largestFile());
    }

    @Test
    void tellsWhichNativeCodeDoesNotLoad() {
        List<Finding> findings = DoctorCommand.nativeCode(List.of(new Broken()));

        assertFound(Verdict.FAIL, "no such library", findings.get(0));
        assertFound(Verdict.FAIL, "reading riddles will fail", findings.get(0));
        assertFound(Verdict.OK, "loads", findings.get(1));
    }

    private static final class Broken implements TableFormat {
        @Override
        public String name() {
            return "riddle";
        }

        @Override
        public List<String> extensions() {
            return List.of("riddle");
        }

        @Override
        public List<NativeCode> nativeCode() {
            return List.of(
                    new NativeCode("riddles", "reading riddles", () -> {
                        throw new IllegalStateException(new UnsatisfiedLinkError("no such library\nat all"));
                    }),
                    new NativeCode("others", "reading others", () -> {}));
        }

        @Override
        public EventSource open(List<Path> files, ReadOptions options) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MatrixSink create(Path target) {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void endsWithOneWhereSomethingWillFail() {
        Outcome small = InProcess.run("doctor", "--memory", "100m", "--threads", "1");

        assertEquals(1, small.code(), small.err());
        assertTrue(small.out().contains("What to change\n  memory"), small.out());
        assertTrue(small.out().contains("332m"), small.out());
    }

    @Test
    void loadsTheNativeCodeThatThereIs() {
        String json = InProcess.done("doctor", "--memory", "332m", "--threads", "1", "--format", "json");

        assertTrue(
                json.contains(
                        "{\"check\": \"native code: Arrow Dataset\", \"observed\": \"loads\", \"result\": \"OK\""),
                json);
        assertTrue(
                json.contains("{\"check\": \"native code: zstd-jni\", \"observed\": \"loads\", \"result\": \"OK\""),
                json);
    }
}
