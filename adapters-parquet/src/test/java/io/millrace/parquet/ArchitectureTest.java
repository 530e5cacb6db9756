package io.millrace.parquet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** This module knows the core and its own libraries. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.millrace.parquet");

    @Test
    void dependsOnTheCoreAndItsOwnLibrariesOnly() {
        classes()
                .that()
                .resideInAPackage("io.millrace.parquet..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify.annotations",
                        "io.millrace.parquet..",
                        "io.millrace.core..",
                        "org.apache.parquet.format",
                        "shaded.parquet..",
                        "io.airlift.compress..",
                        "org.apache.arrow..")
                .check(CLASSES);
    }

    @Test
    void leavesArrowToTheDatasetReader() {
        classes()
                .that()
                .haveNameNotMatching(".*\\.(Dataset|Vector|Null|Long|Double|Text)(Reader|Scan|Copier).*")
                .and()
                .resideInAPackage("io.millrace.parquet..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("org.apache.arrow..")
                .check(CLASSES);
    }
}
