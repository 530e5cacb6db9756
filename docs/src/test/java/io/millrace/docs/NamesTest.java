package io.millrace.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.millrace.core.event.DataType;
import io.millrace.core.event.Field;
import io.millrace.core.event.Schema;
import io.millrace.core.feature.FeatureSet;
import io.millrace.core.plan.Binder;
import io.millrace.core.run.DefinitionException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
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

    /** The functions that there are, as the advice on an unknown one lists them. */
    @Test
    void ofFunctionsAreInTheReference() {
        FeatureSet set = FeatureSet.builder("set")
                .entity("user_id")
                .time("at")
                .window("1d")
                .feature("f", "no_such_thing_at_all(1)")
                .build();
        Schema events = Schema.of(Field.required("user_id", DataType.INT64), Field.required("at", DataType.TIMESTAMP));
        String advice = assertThrows(DefinitionException.class, () -> Binder.bind(set, events, Instant.EPOCH))
                .problems()
                .get(0)
                .advice();
        List<String> names = Pattern.compile("[a-z_]+(?=[,;]|$)")
                .matcher(advice)
                .results()
                .map(MatchResult::group)
                .toList();
        assertTrue(names.size() > 45, advice);
        Page page = Page.at("docs/reference/feature-language.md");
        String tables = page.section("Aggregations") + page.section("Functions");
        for (String name : names) {
            assertTrue(tables.contains("`" + name + "("), name);
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
