package io.millrace.core.run;

import io.millrace.core.text.PlainText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Turns what a user names as input (files, folders, globs) into files. */
final class InputPaths {
    private static final Pattern LINE_END = Pattern.compile("\\R");

    private InputPaths() {}

    /**
     * The files of one input, sorted by path. In a folder and below it, and for a glob, hidden files and files in hidden
     * folders are left out; a file that is named itself is always taken.
     *
     * @param wanted which files a folder contributes
     * @throws InputException where the path does not exist, cannot be listed, or nothing matches
     */
    static List<Path> resolve(String input, Predicate<Path> wanted) {
        Path path = path(input);
        if (path != null && Files.isDirectory(path)) {
            return filesBelow(path, wanted, "folder " + PlainText.line(input) + " holds no event file");
        }
        if (path != null && Files.exists(path)) {
            return List.of(path);
        }
        if (isGlob(input)) {
            return matching(input);
        }
        throw new InputException("there is no file or folder " + PlainText.line(input));
    }

    /**
     * @throws InputException where a file is there twice: given twice, or by several names, of which a link is one
     */
    static void requireDistinct(List<Path> files) {
        Map<Object, Path> byIdentity = new HashMap<>();
        for (Path file : files) {
            Path before = byIdentity.putIfAbsent(identity(file), file);
            if (before != null) {
                throw new InputException(
                        before.equals(file)
                                ? file + " is given twice, and its events would count twice; give it once"
                                : before + " and " + file
                                        + " are the same file, and its events would count twice; leave one of them out");
            }
        }
    }

    /**
     * @throws InputException where a path has a line end in it, after which a message could say anything
     */
    static void requireOnOneLine(List<Path> files) {
        for (Path file : files) {
            if (LINE_END.matcher(file.toString()).find()) {
                throw new InputException(
                        PlainText.line(file.toString()) + ": there is a line end in this name; give the file another");
            }
        }
    }

    /** What the file system knows the file by, where it tells, else its real path. */
    private static Object identity(Path file) {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null ? realPath(file) : key;
        } catch (IOException e) {
            return realPath(file);
        }
    }

    static Path realPath(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new InputException("cannot open " + file + ": " + FileFailure.reason(e), e);
        }
    }

    private static Path path(String input) {
        try {
            return Path.of(input);
        } catch (InvalidPathException e) {
            throw new InputException("\"" + input + "\" is no path: " + e.getReason(), e);
        }
    }

    private static boolean isGlob(String input) {
        return input.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
    }

    private static List<Path> matching(String glob) {
        Path base = fixedPart(glob);
        if (!Files.isDirectory(base)) {
            throw new InputException("no file matches " + glob + ": there is no folder " + base);
        }
        PathMatcher matcher =
                FileSystems.getDefault().getPathMatcher("glob:" + Path.of(glob).normalize());
        return filesBelow(base, file -> matcher.matches(file.normalize()), "no file matches " + glob);
    }

    /** The folder in front of the first name that holds a wildcard. */
    private static Path fixedPart(String glob) {
        Path pattern = Path.of(glob).normalize();
        Path base = pattern.isAbsolute() ? pattern.getRoot() : Path.of("");
        for (Path name : pattern) {
            if (isGlob(name.toString())) {
                break;
            }
            base = base.resolve(name);
        }
        return base;
    }

    private static List<Path> filesBelow(Path folder, Predicate<Path> wanted, String whenNone) {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            files = walk.filter(file -> !isHidden(folder, file))
                    .filter(wanted)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw unlistable(folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unlistable(folder, e);
        }
        if (files.isEmpty()) {
            throw new InputException(whenNone);
        }
        return files;
    }

    private static boolean isHidden(Path folder, Path file) {
        for (Path name : folder.relativize(file)) {
            if (name.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }

    private static InputException unlistable(Path folder, IOException cause) {
        String why = cause instanceof FileSystemLoopException ? "a link in it leads back to itself" : cause.toString();
        return new InputException("cannot list folder " + folder + ": " + why, cause);
    }
}
