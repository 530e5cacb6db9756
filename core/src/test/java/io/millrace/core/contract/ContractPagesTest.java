package io.millrace.core.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Label;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every rule of the reference pages has a test of its number, and every test a rule. */
class ContractPagesTest {
    private static final Pattern RULE = Pattern.compile("\\*\\*((?:ENG|SRC|OUT)-[0-9]+)\\*\\*");

    @Test
    void pageOfEnginesTellsTheRulesThatAreTested() throws IOException {
        assertEquals(rulesOf("engine-contract.md"), testedBy(FeatureEngineContract.class));
    }

    @Test
    void pageOfFormatsTellsTheRulesThatAreTested() throws IOException {
        assertEquals(rulesOf("format-contract.md"), testedBy(EventSourceContract.class, MatrixSinkContract.class));
    }

    private static TreeSet<String> rulesOf(String page) throws IOException {
        String root = System.getProperty("millrace.root");
        assumeTrue(root != null, "run by Maven, which tells where the pages are");
        String text = Files.readString(Path.of(root, "docs", "reference", page));
        TreeSet<String> rules = RULE.matcher(text)
                .results()
                .map((MatchResult rule) -> rule.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertFalse(rules.isEmpty(), page + " has no rule");
        return rules;
    }

    private static TreeSet<String> testedBy(Class<?>... contracts) {
        return Arrays.stream(contracts)
                .flatMap(contract -> Arrays.stream(contract.getMethods()))
                .flatMap(ContractPagesTest::title)
                .map(title -> title.substring(0, title.indexOf(' ')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> title(Method method) {
        if (method.isAnnotationPresent(Label.class)) {
            return Stream.of(method.getAnnotation(Label.class).value());
        }
        return method.isAnnotationPresent(Test.class)
                ? Stream.of(method.getAnnotation(DisplayName.class).value())
                : Stream.empty();
    }
}
