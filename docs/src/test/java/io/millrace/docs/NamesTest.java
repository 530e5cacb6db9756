package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.plan.AggregationFunction;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Types that the prose names exist; functions that exist are named. */
class NamesTest {
    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]+[A-Za-z]*)`");

    /** Types of others, and suffixes that ours do not have. */
    private static final Set<String> OTHERS = Set.of(
            "ArrowReader",
            "BigDecimal",
            "DatasetFileWriter",
            "Impl",
            "Manager",
            "ServiceLoader",
            "StrictMath",
            "String",
            "Util",
            "VectorSchemaRoot");

    @Test
    void ofTypesExist() throws IOException {
        Set<String> types = types();
        TreeSet<String> unknown = new TreeSet<>();
        int names = 0;
        for (Page page : Page.all()) {
            for (String line : page.prose()) {
                List<String> found =
                        TYPE.matcher(line).results().map(name -> name.group(1)).toList();
                names += found.size();
                found.stream()
                        .filter(name -> !types.contains(name) && !OTHERS.contains(name))
                        .forEach(name -> unknown.add(page.path() + ": " + name));
            }
        }
        assertTrue(names > 50, "names: " + names);
        assertEquals(Set.of(), unknown);
    }

    @Test
    void ofAggregationsAreInTheReference() {
        String functions = Page.at("docs/reference/feature-language.md").section("Functions");
        for (AggregationFunction function : AggregationFunction.values()) {
            String name = function.name().toLowerCase(Locale.ROOT).replaceFirst("_rows$", "");
            assertTrue(functions.contains("`" + name + "("), name);
        }
    }

    private static Set<String> types() throws IOException {
        Set<String> types = new HashSet<>();
        Files.walkFileTree(Page.root(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean ours = folder.equals(Page.root()) || !name.equals("target") && !name.startsWith(".");
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith(".java")) {
                    types.add(name.substring(0, name.length() - 5));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return types;
    }
}
