package io.millrace.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM of this process may take, however it was started.
 *
 * @param heap the most bytes of the Java heap
 * @param direct the most bytes of direct buffers
 * @param overhead what its garbage collector needs beside the heap and more than the serial one
 */
record JvmLimits(long heap, long direct, long overhead) {
    /** By this the launcher tells, as {@code heap,direct} in MiB, what it set where nothing else can change it. */
    static final String PROPERTY = "millrace.limits";

    private static final long MIB = 1L << 20;

    /** Marks, remembered sets and the like of other collectors: at most an eighth of the heap. */
    private static final int OVERHEAD_SHARE = 8;

    /** The limits of this process. Asking the JVM takes 15 ms, so the launcher's word is taken where there is one. */
    static JvmLimits ofProcess() {
        long most = Runtime.getRuntime().maxMemory();
        return told(System.getProperty(PROPERTY), most).orElseGet(() -> asked(most));
    }

    /** What the launcher told, unless the heap can become larger all the same. */
    static Optional<JvmLimits> told(@Nullable String property, long most) {
        if (property == null || !property.matches("\\d{1,7},\\d{1,7}")) {
            return Optional.empty();
        }
        int comma = property.indexOf(',');
        long heap = Long.parseLong(property.substring(0, comma)) * MIB;
        long direct = Long.parseLong(property.substring(comma + 1)) * MIB;
        return heap < most ? Optional.empty() : Optional.of(new JvmLimits(heap, direct, 0));
    }

    private static JvmLimits asked(long most) {
        HotSpotDiagnosticMXBean flags;
        try {
            flags = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        } catch (IllegalArgumentException e) {
            return new JvmLimits(most, most, most / OVERHEAD_SHARE); // no HotSpot
        }
        long heap = number(flags, "MaxHeapSize", most);
        long direct = number(flags, "MaxDirectMemorySize", 0);
        boolean serial = Boolean.parseBoolean(flags.getVMOption("UseSerialGC").getValue());
        // Without a limit of its own, direct memory may take as much as the heap.
        return new JvmLimits(heap, direct == 0 ? heap : direct, serial ? 0 : heap / OVERHEAD_SHARE);
    }

    private static long number(HotSpotDiagnosticMXBean flags, String name, long otherwise) {
        try {
            return Long.parseLong(flags.getVMOption(name).getValue());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
