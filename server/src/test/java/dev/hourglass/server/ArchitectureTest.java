package dev.hourglass.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Protocols know models and HTTP, which do not know each other.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hourglass.server");

    @Test
    void dependsInOneDirectionOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("server").definedBy("dev.hourglass.server")
                .layer("http").definedBy("dev.hourglass.server.http")
                .layer("tensor").definedBy("dev.hourglass.server.tensor")
                .layer("serving").definedBy("dev.hourglass.server.serving")
                .layer("protocol").definedBy("dev.hourglass.server.protocol")
                .layer("metrics").definedBy("dev.hourglass.server.metrics")
                .whereLayer("server").mayNotBeAccessedByAnyLayer()
                .whereLayer("http").mayNotAccessAnyLayer()
                .whereLayer("tensor").mayNotAccessAnyLayer()
                .whereLayer("serving").mayOnlyAccessLayers("tensor")
                .whereLayer("protocol").mayOnlyAccessLayers("http", "tensor", "serving")
                .whereLayer("metrics").mayOnlyAccessLayers("http", "serving")
                .check(CLASSES);
    }

    @Test
    void onlyHttpKnowsJetty() {
        noClasses().that().resideOutsideOfPackage("dev.hourglass.server.http")
                .should().dependOnClassesThat().resideInAPackage("org.eclipse.jetty..")
                .check(CLASSES);
    }
}
