package io.millrace.benchmarks.compare;

/** Who does the job, again and again. */
interface Contestant extends AutoCloseable {
    String name();

    String version();

    /** Does the whole job once, from the files to the matrix. */
    Outcome run();

    @Override
    void close();
}
