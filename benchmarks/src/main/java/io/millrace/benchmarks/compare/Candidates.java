package io.millrace.benchmarks.compare;

import io.millrace.core.run.MemoryBudget;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDriver;

/**
 * The processes that could take part on this machine.
 *
 * @param root of the repository
 * @param folder for what they write
 */
record Candidates(Path root, Job job, Path folder) {
    private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]+)\"");

    /** In one go, as npm removes what a later command does not name. */
    private static final String NODE_PACKAGES = "npm install --prefix benchmarks/peers --no-save --no-package-lock"
            + " @duckdb/node-api nodejs-polars nodejs-polars-linux-x64-gnu";

    /** Millrace, from its launcher. */
    Candidate millrace(String name, Path events, MemoryBudget memory) {
        Path output = output(name + ".parquet");
        String launcher = root.resolve("millrace").toString();
        return new Candidate(
                name,
                Probe.firstLine(List.of(launcher, "--version")).map(line -> line.replaceAll("^millrace |,.*", "")),
                launcher + " --version fails",
                command(launcher, events, output, memory),
                Map.of(),
                output);
    }

    private List<String> command(String launcher, Path events, Path output, MemoryBudget memory) {
        List<String> command = new ArrayList<>(List.of(
                launcher,
                "build",
                events.toString(),
                "--features=streamflow-churn",
                "--as-of=" + job.asOf(),
                "--out=" + output,
                "--threads=" + job.threads(),
                "--memory=" + memory,
                "--quiet"));
        if (job.isCsv()) {
            command.add("--column=user_id=bigint");
        }
        return command;
    }

    /** DuckDB through JDBC in a JVM that has nothing else on its class path, so that it starts as fast as it can. */
    Candidate duckDbJdbc(Path query) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path = origin(DuckDBDriver.class)
                + System.getProperty("path.separator")
                + copied(DuckDbJob.class, DuckDb.class);
        Path output = output("duckdb-jdbc.parquet");
        return new Candidate(
                "duckdb-jdbc",
                Optional.of(DuckDb.version()),
                "",
                List.of(
                        java,
                        "-XX:+UseParallelGC",
                        "-Xshare:auto",
                        "-cp",
                        path,
                        DuckDbJob.class.getName(),
                        query.toString(),
                        Integer.toString(job.threads()),
                        output.toString()),
                Map.of(),
                output);
    }

    /** DuckDB as a library of Node.js, which starts at once. */
    Candidate duckDbNative(Path query) {
        return node("duckdb-native", "duckdb.mjs", "@duckdb/node-api", query);
    }

    /** Polars as a library of Node.js. */
    Candidate polars(Path events) {
        return node("polars", "polars.mjs", "nodejs-polars", events);
    }

    private Candidate node(String name, String script, String library, Path input) {
        Path peers = root.resolve("benchmarks/peers");
        Path output = output(name + ".parquet");
        return new Candidate(
                name,
                Probe.firstLine(List.of("node", "--version"))
                        .flatMap(node -> version(peers.resolve("node_modules").resolve(library))
                                .map(version -> version + " on Node.js " + node)),
                NODE_PACKAGES,
                List.of(
                        "node",
                        peers.resolve(script).toString(),
                        input.toString(),
                        job.asOf().toString(),
                        Integer.toString(job.threads()),
                        output.toString()),
                Map.of("POLARS_MAX_THREADS", Integer.toString(job.threads())),
                output);
    }

    /**
     * Dask, which reads CSV, as Debian has no pyarrow.
     *
     * @param events a folder of CSV files
     */
    Candidate dask(Path events) {
        String python = "/usr/bin/python3";
        Path output = output("dask.csv");
        return new Candidate(
                "dask",
                Probe.firstLine(List.of(
                        python,
                        "-c",
                        "import dask.dataframe, pandas; print(dask.__version__, 'with pandas', pandas.__version__)")),
                "apt-get install python3-dask python3-pandas",
                List.of(
                        python,
                        root.resolve("benchmarks/peers/dask_churn.py").toString(),
                        events.toString(),
                        job.asOf().toString(),
                        Integer.toString(job.threads()),
                        output.toString()),
                Map.of(),
                output);
    }

    private Path output(String name) {
        return folder.resolve(name);
    }

    private static Optional<String> version(Path library) {
        Path description = library.resolve("package.json");
        try {
            return Files.exists(description)
                    ? VERSION.matcher(Files.readString(description))
                            .results()
                            .findFirst()
                            .map((MatchResult match) -> match.group(1))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A folder with these classes alone. Our jar would bring along all libraries that its manifest names. */
    private Path copied(Class<?>... types) {
        Path classes = folder.resolve("classes");
        for (Class<?> type : types) {
            Path copy = classes.resolve(type.getName().replace('.', '/') + ".class");
            try (InputStream code = Objects.requireNonNull(type.getResourceAsStream(type.getSimpleName() + ".class"))) {
                Files.createDirectories(copy.getParent());
                Files.copy(code, copy);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return classes;
    }

    /** The jar or folder that a class was loaded from. */
    private static String origin(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }
}
