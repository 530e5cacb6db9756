package io.millrace.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URL;
import org.junit.jupiter.api.Test;

/** Nothing of ours opens a connection, or makes objects of what a file names. */
final class ShippedCodeTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // The contracts are in a jar for tests, which is not shipped.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.millrace");

    @Test
    void opensNoConnection() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.net\\.(Socket|ServerSocket|DatagramSocket|HttpURLConnection|URLConnection"
                        + "|InetAddress|InetSocketAddress)|java\\.net\\.http\\..*|java\\.nio\\.channels\\..*SocketChannel"
                        + "|javax\\.net\\..*|javax\\.naming\\..*|java\\.rmi\\..*")
                .check(CLASSES);
        noClasses().should().callMethod(URL.class, "openStream").check(CLASSES);
        noClasses().should().callMethod(URL.class, "openConnection").check(CLASSES);
    }

    @Test
    void makesNoObjectsOfWhatAFileNames() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.ObjectInputStream|java\\.beans\\.XML.*|javax\\.script\\..*"
                        + "|org\\.yaml\\.snakeyaml\\.(Yaml|constructor\\..*)"
                        + "|com\\.fasterxml\\.jackson\\.databind\\.(jsontype\\..*|annotation\\.JsonTypeResolver)"
                        + "|com\\.fasterxml\\.jackson\\.annotation\\.JsonTypeInfo")
                .check(CLASSES);
        // Signals finds two classes of the JDK, by names that stand in it.
        noClasses()
                .that()
                .doNotHaveSimpleName("Signals")
                .should()
                .callMethod(Class.class, "forName", String.class)
                .check(CLASSES);
        noClasses()
                .should()
                .callMethod(ClassLoader.class, "loadClass", String.class)
                .check(CLASSES);
    }

    /** The class path of a user's own jars is what a command line names, never a file that is read. */
    @Test
    void loadsJarsForTheCommandLineAlone() {
        noClasses()
                .that()
                .doNotHaveSimpleName("ClassPath")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.URLClassLoader")
                .check(CLASSES);
    }
}
