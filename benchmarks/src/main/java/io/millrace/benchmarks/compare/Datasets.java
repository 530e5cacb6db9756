package io.millrace.benchmarks.compare;

import com.github.luben.zstd.ZstdOutputStream;
import io.millrace.core.port.Split;
import io.millrace.core.port.TableFormat;
import io.millrace.core.run.Workers;
import io.millrace.core.streamflow.StreamflowSimulator;
import io.millrace.csv.CsvFormat;
import io.millrace.parquet.ParquetFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes files of events, and keeps them for the next comparison.
 *
 * @param root a folder with a folder per dataset
 */
record Datasets(Path root) {
    /** The folder of a dataset, made where it is not there; it appears complete or not at all. */
    Path require(Dataset dataset, int threads) {
        Path folder = root.resolve(dataset.name());
        if (Files.isDirectory(folder)) {
            return folder;
        }
        try {
            Files.createDirectories(root);
            Path unfinished = Files.createTempDirectory(root, "unfinished-");
            try {
                Workers.run(days(dataset, unfinished), threads);
                return Files.move(unfinished, folder);
            } finally {
                if (Files.exists(unfinished)) {
                    Folders.delete(unfinished);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of events in a folder, in the order of their names. */
    static List<Path> files(Path folder, String ending) {
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalArgumentException(folder + " holds no file of events, *" + ending);
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Callable<Path>> days(Dataset dataset, Path folder) {
        return switch (dataset.kind()) {
            case MILLRACE -> simulated(dataset, new ParquetFormat(), folder);
            case CSV -> simulated(dataset, new CsvFormat(), folder);
            case CSV_GZIP -> compressed(dataset, folder, GZIPOutputStream::new);
            case CSV_ZSTD -> compressed(dataset, folder, ZstdOutputStream::new);
            case SNAPPY -> rewritten(simulated(dataset, new ParquetFormat(), folder));
            case MANY_USERS ->
                IntStream.range(0, dataset.days())
                        .<Callable<Path>>mapToObj(day -> () -> DuckDbFiles.manyUsers(dataset, day, folder))
                        .toList();
        };
    }

    private static List<Callable<Path>> simulated(Dataset dataset, TableFormat format, Path folder) {
        StreamflowSimulator month = new StreamflowSimulator(dataset.settings());
        List<Callable<Path>> days = new ArrayList<>();
        for (Split day : month.splits(month.schema())) {
            Path file = folder.resolve(day.file() + "." + format.extensions().get(0));
            days.add(() -> {
                SimulatedDay.write(day, month.schema(), format, file);
                return file;
            });
        }
        return days;
    }

    /** Wraps a stream of a file. */
    private interface Compression {
        OutputStream wrap(OutputStream file) throws IOException;
    }

    private static List<Callable<Path>> compressed(Dataset dataset, Path folder, Compression compression) {
        return simulated(dataset, new CsvFormat(), folder).stream()
                .<Callable<Path>>map(day -> () -> compressed(day.call(), dataset.kind(), compression))
                .toList();
    }

    private static Path compressed(Path file, Dataset.Kind kind, Compression compression) throws IOException {
        Path target = Path.of(file.toString().replaceAll("\\.csv$", "") + kind.ending());
        try (OutputStream out = compression.wrap(Files.newOutputStream(target))) {
            Files.copy(file, out);
        }
        Files.delete(file);
        return target;
    }

    private static List<Callable<Path>> rewritten(List<Callable<Path>> days) {
        return days.stream()
                .<Callable<Path>>map(day -> () -> DuckDbFiles.rewrite(day.call()))
                .toList();
    }
}
