package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every example in Java compiles as it stands, and runs unless it is a test class. An example is a class, or statements
 * after the imports that they need. Where the page says below it what it prints ({@code <!-- printed -->}), it does.
 *
 * <p>They run in a folder with the files of the tutorial.
 */
class JavaExamplesTest {
    private static final List<String> FILES =
            List.of("generate", "events", "--subscribers", "500", "--days", "14", "--seed", "7");

    @TempDir
    private Path temporary;

    /** An example as a class of its own package. */
    private record Example(Page.Block block, Path source, String main, List<String> printed) {}

    @Test
    void compileAndRun() throws IOException, InterruptedException {
        List<Example> examples = new ArrayList<>();
        for (Page page : Page.all()) {
            for (int i = 0; i < page.blocks().size(); i++) {
                if (page.blocks().get(i).language().equals("java")) {
                    examples.add(example(page, i));
                }
            }
        }
        assertTrue(examples.size() >= 4);
        Path classes = Files.createDirectory(temporary.resolve("classes"));
        compile(examples, classes);

        Workplace workplace = Workplace.in(temporary);
        workplace.writeFiles(Page.at("docs/tutorial.md"));
        workplace.millrace(List.of(FILES));
        List<Example> runnable =
                examples.stream().filter(example -> !example.main().isEmpty()).toList();
        List<String> arguments = new ArrayList<>(List.of(ExampleRunner.class.getName()));
        runnable.forEach(example -> arguments.add(example.main()));
        List<String> out = workplace.java(List.of(classes), arguments.toArray(String[]::new));
        for (Example example : runnable) {
            int from = out.indexOf(ExampleRunner.line(example.main()));
            List<String> printed = out.subList(from + 1, out.size()).stream()
                    .takeWhile(line -> !line.startsWith(ExampleRunner.MARK))
                    .toList();
            if (!example.printed().isEmpty()) {
                Printed.verify(example.block().place(), example.printed(), printed);
            }
        }
    }

    /** The examples of a page are one package, and may use one another. */
    private Example example(Page page, int index) throws IOException {
        Page.Block block = page.blocks().get(index);
        String name = page.path().getFileName().toString().replaceAll("[^a-z]", "");
        boolean whole = block.text().contains("class ");
        String type = whole ? block.text().replaceFirst("(?s).*?\\bclass (\\w+).*", "$1") : "Example" + index;
        boolean runs = !whole || block.text().contains("static void main(");
        Path source = Files.createDirectories(temporary.resolve("sources").resolve(name))
                .resolve(type + ".java");
        String code = whole ? block.text() : inMain(type, block);
        Files.writeString(source, "package " + name + ";\n" + code);
        boolean printed = index + 1 < page.blocks().size()
                && page.blocks().get(index + 1).note().equals("printed");
        return new Example(
                block,
                source,
                runs ? name + "." + type : "",
                printed ? page.blocks().get(index + 1).lines() : List.of());
    }

    private static String inMain(String type, Page.Block block) {
        String imports =
                block.text().lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String statements =
                block.text().lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        return imports + "\npublic class " + type
                + " {\npublic static void main(String[] arguments) throws Exception {\n" + statements + "\n}\n}\n";
    }

    private static void compile(List<Example> examples, Path classes) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        List<String> options = List.of(
                "--release",
                "17",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                System.getProperty("java.class.path"));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean right = compiler.getTask(
                            messages,
                            files,
                            null,
                            options,
                            null,
                            files.getJavaFileObjectsFromPaths(
                                    examples.stream().map(Example::source).toList()))
                    .call();
            assertTrue(right, () -> messages + "\n" + where(examples));
        }
    }

    private static String where(List<Example> examples) {
        return examples.stream()
                .map(example -> example.source() + " is " + example.block().place())
                .collect(Collectors.joining("\n"));
    }
}
