package io.millrace.csv;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** Data that lies beside the project; tests that need it are skipped where it is absent. */
final class Shared {
    private Shared() {}

    static Path folder(String name) {
        String shared = System.getProperty("millrace.shared");
        assumeTrue(shared != null, "millrace.shared is not set");
        return Path.of(System.getProperty("millrace.root", ".")).resolve(shared).resolve(name);
    }
}
