package dev.hourglass.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// What stands beside models and the YAML of specs is not on the class path of executors.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hourglass.spark");

    @Test
    void knowsModelsAndTheYamlOfSpecs() {
        noClasses()
                .should().dependOnClassesThat()
                .resideInAnyPackage("dev.hourglass.datasets..", "dev.hourglass.interop..", "dev.hourglass.tables..",
                        "dev.hourglass.experiments", "dev.hourglass.experiments.evaluation..",
                        "dev.hourglass.experiments.report..", "dev.hourglass.cli..")
                .check(CLASSES);
    }
}
