package io.millrace.core;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** Data of others that lies beside the repository where {@code millrace.shared} says so; else a test is skipped. */
public final class SharedFiles {
    private SharedFiles() {}

    public static Path path(String name) {
        String shared = System.getProperty("millrace.shared", "");
        assumeTrue(!shared.isEmpty(), "no millrace.shared");
        return Path.of(System.getProperty("millrace.root", "")).resolve(shared).resolve(name);
    }
}
