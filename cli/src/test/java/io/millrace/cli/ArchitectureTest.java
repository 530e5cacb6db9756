package io.millrace.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may do what on the command line. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.millrace");

    @Test
    void letsNothingElseKnowPicocli() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.millrace.cli")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }

    @Test
    void speaksThroughTheConsoleOnly() {
        noClasses().should(ACCESS_STANDARD_STREAMS).check(CLASSES);
    }

    @Test
    void endsTheProcessInOnePlace() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Main.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    @Test
    void keepsReportsFreeOfCommands() {
        classes()
                .that()
                .resideInAPackage("io.millrace.cli.render")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify.annotations",
                        "io.millrace.cli.render",
                        "io.millrace.core.number",
                        "io.millrace.core.text")
                .check(CLASSES);
    }
}
