package dev.hourglass.datasets;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Each kind of data stands alone; only the reader of all kinds knows them all.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hourglass.datasets");

    @Test
    void dependsInOneDirectionOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("all kinds").definedBy("dev.hourglass.datasets")
                .layer("eyes").definedBy("dev.hourglass.datasets.eyes")
                .layer("mnist").definedBy("dev.hourglass.datasets.mnist")
                .layer("npy").definedBy("dev.hourglass.datasets.npy")
                .layer("picture").definedBy("dev.hourglass.datasets.picture")
                .whereLayer("eyes").mayNotAccessAnyLayer()
                .whereLayer("mnist").mayNotAccessAnyLayer()
                .whereLayer("npy").mayNotAccessAnyLayer()
                .whereLayer("picture").mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    @Test
    void decodesPicturesInOnePackage() {
        noClasses().that().resideOutsideOfPackage("dev.hourglass.datasets.picture")
                .should().dependOnClassesThat()
                .resideInAnyPackage("com.twelvemonkeys..", "org.ngengine..", "javax.imageio..")
                .check(CLASSES);
    }

    @Test
    void readsTablesInOnePlace() {
        noClasses().that().haveNameNotMatching("dev\\.hourglass\\.datasets\\.Csv(\\$.*)?")
                .should().dependOnClassesThat().resideInAPackage("tools.jackson..")
                .check(CLASSES);
    }
}
