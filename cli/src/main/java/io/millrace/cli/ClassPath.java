package io.millrace.cli;

import io.millrace.core.feature.Problem;
import io.millrace.core.run.DefinitionException;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** The code that a user brings along; services are looked for in it, too. */
final class ClassPath {
    private ClassPath() {}

    /** Lets this thread, and those that it starts, find the classes of these paths. */
    static void add(String paths, CommandLine commandLine) {
        List<URL> urls = new ArrayList<>();
        for (String path : paths.split(File.pathSeparator, -1)) {
            if (!path.isEmpty()) {
                urls.add(url(path, commandLine));
            }
        }
        Thread thread = Thread.currentThread();
        thread.setContextClassLoader(new URLClassLoader(urls.toArray(new URL[0]), thread.getContextClassLoader()));
    }

    private static URL url(String path, CommandLine commandLine) {
        try {
            Path file = Path.of(path);
            if (!Files.exists(file)) {
                throw new ParameterException(commandLine, "--class-path: there is no jar or folder " + path);
            }
            return file.toUri().toURL();
        } catch (InvalidPathException | MalformedURLException e) {
            throw new ParameterException(commandLine, "--class-path: \"" + path + "\" is no path: " + e.getMessage());
        }
    }

    /**
     * What is loaded from it.
     *
     * @throws DefinitionException where a service is named that cannot be made
     */
    static <T> T loaded(Supplier<T> services) {
        try {
            return services.get();
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new DefinitionException(List.of(new Problem(
                    Problem.Cause.DEFINITION,
                    "an extension cannot be loaded: " + e.getMessage(),
                    new Problem.Place.InPart("--class-path"),
                    "a class that META-INF/services names is on the class path, public, with a public constructor"
                            + " without parameters, and compiled for this version of Millrace")));
        }
    }
}
