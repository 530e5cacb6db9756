package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.run.MemoryBudget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Checks after every test that nothing is left behind. Register it with {@code @RegisterExtension}; where JUnit's
 * extensions do not apply, as in jqwik's properties, call {@link #verify}.
 */
public final class ResourceCheck implements AfterEachCallback {
    private final List<Runnable> checks;

    private ResourceCheck(List<Runnable> checks) {
        this.checks = List.copyOf(checks);
    }

    /** A check of nothing yet. */
    public static ResourceCheck create() {
        return new ResourceCheck(List.of());
    }

    private ResourceCheck with(Runnable check) {
        List<Runnable> all = new ArrayList<>(checks);
        all.add(check);
        return new ResourceCheck(all);
    }

    /**
     * What an allocator (a pool, a table of handles) still holds must be 0.
     *
     * @param what the words for it in the failure, for example {@code bytes of the engine's allocator}
     */
    public ResourceCheck released(String what, LongSupplier held) {
        return with(() -> assertEquals(0, held.getAsLong(), what + " are still held"));
    }

    /** The most that was held at once must be within the budget. */
    public ResourceCheck within(MemoryBudget budget, LongSupplier peakBytes) {
        return with(() -> {
            long peak = peakBytes.getAsLong();
            assertTrue(peak <= budget.bytes(), peak + " bytes were held at once, allowed are " + budget);
        });
    }

    /** The folder must hold no file, at any depth; it need not exist. */
    public ResourceCheck emptyFolder(Supplier<Path> folder) {
        return with(() -> assertEquals(List.of(), filesIn(folder.get()), "files are left behind"));
    }

    public static List<Path> filesIn(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> !Files.isDirectory(path)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs all checks now. */
    public void verify() {
        checks.forEach(Runnable::run);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        verify();
    }
}
