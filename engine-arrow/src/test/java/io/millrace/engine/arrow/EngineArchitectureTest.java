package io.millrace.engine.arrow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;

/** What this module may know. ArchUnit fails a rule that finds no class to look at. */
class EngineArchitectureTest {
    private final JavaClasses module = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.millrace.engine.arrow");

    @Test
    void dependsOnCoreArrowAndMicrometerOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.millrace.engine.arrow..",
                        "io.millrace.core..",
                        "org.apache.arrow..",
                        "io.micrometer.core..",
                        "org.jspecify..",
                        "java..")
                .check(module);
    }

    @Test
    void keepsNoAllocatorOrBufferInAStaticField() {
        noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(BufferAllocator.class)
                .orShould()
                .haveRawType(ArrowBuf.class)
                .check(module);
    }
}
