package dev.hourglass.studio;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hourglass.studio");

    @Test
    void dependsInOneDirectionOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("studio").definedBy("dev.hourglass.studio")
                .layer("page").definedBy("dev.hourglass.studio.page")
                .layer("run").definedBy("dev.hourglass.studio.run")
                .layer("model").definedBy("dev.hourglass.studio.model")
                .whereLayer("studio").mayNotBeAccessedByAnyLayer()
                .whereLayer("page").mayNotAccessAnyLayer()
                .whereLayer("run").mayOnlyAccessLayers("page")
                .whereLayer("model").mayOnlyAccessLayers("page", "run")
                .check(CLASSES);
    }

    /// What the studio needs of a server is HTTP alone.
    @Test
    void knowsTheServersHttpAlone() {
        noClasses().should().dependOnClassesThat()
                .resideInAnyPackage("dev.hourglass.server", "dev.hourglass.server.serving..",
                        "dev.hourglass.server.protocol..", "dev.hourglass.server.metrics..", "org.eclipse.jetty..")
                .check(CLASSES);
    }
}
