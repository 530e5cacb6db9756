package io.millrace.core.run;

import io.millrace.core.event.DataType;
import io.millrace.core.port.EventSource;
import io.millrace.core.port.MatrixSink;
import io.millrace.core.port.ReadOptions;
import io.millrace.core.port.TableFormat;
import io.millrace.core.port.WriteOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The file formats at hand, and how files find theirs: by the ending of their name.
 *
 * @param formats in order of preference: where a folder holds files of several formats, the first that occurs is read
 *     and the others are left alone, so that a roster or a report may lie beside the events
 */
public record TableFormats(List<TableFormat> formats) {
    private static final List<String> PREFERENCE = List.of("parquet", "arrow", "csv");

    public TableFormats {
        formats = List.copyOf(formats);
    }

    /** The formats on the class path: Parquet first, then Arrow, then CSV, then others by name. */
    public static TableFormats load() {
        return new TableFormats(ServiceLoader.load(TableFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(TableFormats::rank).thenComparing(TableFormat::name))
                .toList());
    }

    private static int rank(TableFormat format) {
        int rank = PREFERENCE.indexOf(format.name());
        return rank < 0 ? PREFERENCE.size() : rank;
    }

    /**
     * Opens files, folders and globs as one table.
     *
     * @param inputs at least one
     * @param declared types that are stated for columns
     * @throws InputException where there is nothing to read, a file is there twice, or files differ in format
     */
    public EventSource open(List<String> inputs, Map<String, DataType> declared) {
        return open(inputs, ReadOptions.of(declared), Set.of());
    }

    /**
     * As {@link #open(List, Map)}, read as the options say.
     *
     * @param except files that are left out where they lie among the others, such as the roster and the output
     */
    public EventSource open(List<String> inputs, ReadOptions options, Set<Path> except) {
        Set<Path> left = new HashSet<>();
        except.stream().filter(Files::exists).forEach(path -> left.add(InputPaths.realPath(path)));
        List<Path> files = new ArrayList<>();
        for (String input : inputs) {
            List<Path> found =
                    InputPaths.resolve(
                                    input,
                                    path -> formatOf(path)
                                            .filter(TableFormat::isReadable)
                                            .isPresent())
                            .stream()
                            .filter(path -> !left.contains(InputPaths.realPath(path)))
                            .toList();
            files.addAll(ofOneFormat(found));
        }
        if (files.isEmpty()) {
            throw new InputException("no event file in " + String.join(", ", inputs));
        }
        InputPaths.requireOnOneLine(files);
        InputPaths.requireDistinct(files);
        return common(files).open(files, options);
    }

    /**
     * A sink for the file, in the format that its name ends with.
     *
     * @throws InputException where no format has this ending
     */
    public MatrixSink create(Path target) {
        return create(target, WriteOptions.DEFAULT);
    }

    /** As {@link #create(Path)}, written as the options say. */
    public MatrixSink create(Path target, WriteOptions options) {
        return required(target).create(target, options);
    }

    /** The format of that name. */
    public Optional<TableFormat> named(String name) {
        return formats.stream().filter(format -> format.name().equals(name)).findFirst();
    }

    public Optional<TableFormat> formatOf(Path file) {
        Path fileName = file.getFileName();
        String name = fileName == null ? "" : fileName.toString().toLowerCase(Locale.ROOT);
        return formats.stream()
                .filter(format -> format.extensions().stream().anyMatch(ending -> name.endsWith("." + ending)))
                .findFirst();
    }

    private List<Path> ofOneFormat(List<Path> found) {
        if (found.size() < 2) {
            return found;
        }
        TableFormat preferred = formats.stream()
                .filter(format -> found.stream().anyMatch(path -> isOf(path, format)))
                .findFirst()
                .orElseThrow();
        return found.stream().filter(path -> isOf(path, preferred)).toList();
    }

    private boolean isOf(Path path, TableFormat format) {
        return formatOf(path).filter(format::equals).isPresent();
    }

    private TableFormat common(List<Path> files) {
        TableFormat first = required(files.get(0));
        for (Path file : files) {
            if (required(file) != first) {
                throw new InputException(files.get(0) + " is " + first.name() + " and " + file + " is "
                        + required(file).name() + ": the files of one input must be of one format");
            }
        }
        return first;
    }

    private TableFormat required(Path file) {
        return formatOf(file)
                .orElseThrow(() -> new InputException("the ending of " + file + " tells no format; known are "
                        + formats.stream()
                                .flatMap(format -> format.extensions().stream())
                                .map(ending -> "." + ending)
                                .collect(Collectors.joining(", "))));
    }
}
