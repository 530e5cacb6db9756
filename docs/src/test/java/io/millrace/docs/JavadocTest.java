package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Every public type of the libraries says what it is for, and every package. */
class JavadocTest {
    private static final List<String> LIBRARIES =
            List.of("core", "engine-arrow", "adapters-parquet", "adapters-csv", "adapters-npy", "adapters-yaml");

    @Test
    void isOnEveryPublicType() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> without = new ArrayList<>();
        int types = 0;
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null,
                    files,
                    null,
                    List.of("-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(sources(LIBRARIES)));
            DocTrees docs = DocTrees.instance(task);
            for (CompilationUnitTree unit : task.parse()) {
                for (Tree declared : unit.getTypeDecls()) {
                    if (declared instanceof ClassTree type
                            && type.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
                        types++;
                        if (docs.getDocComment(TreePath.getPath(unit, type)) == null) {
                            without.add(unit.getSourceFile().getName());
                        }
                    }
                }
            }
        }
        assertTrue(types > 80, "types: " + types);
        assertEquals(List.of(), without);
    }

    @Test
    void isOnEveryPackage() throws IOException {
        List<String> modules = new ArrayList<>(LIBRARIES);
        modules.addAll(List.of("cli", "benchmarks"));
        List<Path> without = sources(modules).stream()
                .filter(path -> !path.endsWith("module-info.java"))
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !describes(folder.resolve("package-info.java")))
                .toList();
        assertEquals(List.of(), without);
    }

    private static boolean describes(Path info) {
        try {
            return Files.exists(info) && Files.readString(info).startsWith("/**");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> sources(List<String> modules) throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : modules) {
            try (Stream<Path> files = Files.walk(Page.root().resolve(module).resolve("src/main/java"))) {
                files.filter(path -> path.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }
}
