package io.millrace.core.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.millrace.core.event.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may depend on what in the core. ArchUnit fails a rule by itself where no class is meant by it. */
class ArchitectureTest {
    private static final String ROOT = "io.millrace.core";
    private static final URL CLASSES =
            Schema.class.getProtectionDomain().getCodeSource().getLocation();
    private static final JavaClasses CORE = new ClassFileImporter().importUrl(CLASSES);

    @Test
    void importsTheWholeCore() {
        List<String> packages = List.of("event", "feature", "matrix", "plan", "port", "run", "validate");
        for (String each : packages) {
            assertTrue(CORE.containPackage(ROOT + "." + each), "classes in " + each);
        }
    }

    @Test
    void dependsOnJavaAlone() {
        check(classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .onlyDependOnClassesThat(resideInAPackage("java..")
                        .or(resideInAPackage(ROOT + ".."))
                        .or(resideInAPackage("org.jspecify.annotations.."))));
    }

    @Test
    void requiresTheBaseModuleAlone() throws IOException, URISyntaxException {
        try (InputStream descriptor =
                Files.newInputStream(Path.of(CLASSES.toURI()).resolve("module-info.class"))) {
            List<String> atRunTime = ModuleDescriptor.read(descriptor).requires().stream()
                    .filter(required -> !required.modifiers().contains(Requires.Modifier.STATIC))
                    .map(Requires::name)
                    .toList();
            assertEquals(List.of("java.base"), atRunTime);
        }
    }

    @Test
    void keepsEventsBelowEverything() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".event..")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "..").and(not(resideInAPackage(ROOT + ".event..")))));
    }

    @Test
    void keepsTheLanguageFreeOfPlanAndPorts() {
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".feature..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".plan..", ROOT + ".port..", ROOT + ".evaluate..", ROOT + ".matrix.."));
    }

    /** What users add to the language is part of a plan; the ports to the outside are not. */
    @Test
    void keepsThePlanFreeOfPorts() {
        Set<String> extensions = Set.of(
                "Aggregation",
                "SlotAggregation",
                "ObjectAggregation",
                "UserFunction",
                "EventValidator",
                "MatrixCheck",
                "Extensions");
        check(noClasses()
                .that()
                .resideInAPackage(ROOT + ".plan..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + ".port..", ROOT + ".evaluate..", ROOT + ".matrix..")
                        .and(describe(
                                "bring in the outside",
                                type -> !extensions.contains(outermost(type).getSimpleName())))));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }

    @Test
    void hasNoCycleAmongWhatNeedsNoRun() {
        check(slices().matching(ROOT + ".(event|feature|json|plan|evaluate|matrix|number)..")
                .should()
                .beFreeOfCycles());
    }

    @Test
    void saysNothing() {
        check(NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS);
        check(NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING);
    }

    @Test
    void endsNoProcessAndStartsNone() {
        check(noClasses()
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class));
    }

    @Test
    void namesThingsPlainly() {
        check(noClasses()
                .should()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper"));
        check(noMethods().that().arePublic().and().doNotHaveName("get").should().haveNameMatching("get[A-Z].*"));
    }

    @Test
    void sharesNoMutableState() {
        check(noFields().that().areStatic().should().notBeFinal());
    }

    @Test
    void throwsNothingUnsupported() {
        check(noClasses().should().dependOnClassesThat().areAssignableTo(UnsupportedOperationException.class));
    }

    private static void check(ArchRule rule) {
        rule.check(CORE);
    }
}
