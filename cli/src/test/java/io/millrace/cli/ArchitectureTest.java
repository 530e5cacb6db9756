package io.millrace.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Who may do what on the command line. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // those of other modules, where they are packaged
            .withImportOption(location -> !location.contains("-tests.jar"))
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

    /** So that tests can put another file system in the place of the default one; the console is no file. */
    @Test
    void reachesFilesThroughTheirFileSystem() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Console.class.getName())
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        FileInputStream.class,
                        FileOutputStream.class,
                        FileReader.class,
                        FileWriter.class,
                        RandomAccessFile.class)
                .orShould()
                .callMethod(Path.class, "toFile")
                .orShould()
                .callConstructor(File.class, String.class)
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
