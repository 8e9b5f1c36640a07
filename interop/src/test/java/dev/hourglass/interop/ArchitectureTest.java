package dev.hourglass.interop;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Formats of models do not know each other, and nothing of data sets.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hourglass.interop");

    @Test
    void knowsModelsAndNoDataSets() {
        noClasses()
                .should().dependOnClassesThat().resideInAnyPackage("dev.hourglass.datasets..", "dev.hourglass.train..")
                .check(CLASSES);
    }

    @Test
    void theFormatsDoNotKnowEachOther() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("onnx").definedBy("dev.hourglass.interop.onnx")
                .layer("pytorch").definedBy("dev.hourglass.interop.pytorch")
                .whereLayer("onnx").mayNotAccessAnyLayer()
                .whereLayer("pytorch").mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    @Test
    void readsPyTorchWithTheJdkAlone() {
        classes().that().resideInAPackage("dev.hourglass.interop.pytorch")
                .should().onlyDependOnClassesThat()
                .resideInAnyPackage("dev.hourglass..", "java..", "org.jspecify..")
                .check(CLASSES);
    }
}
