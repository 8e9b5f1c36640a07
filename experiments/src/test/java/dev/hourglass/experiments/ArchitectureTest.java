package dev.hourglass.experiments;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// A library: YAML, runs, figures, sweeps and reports, and nothing of a command line.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hourglass.experiments");

    @Test
    void dependsInOneDirectionOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("yaml").definedBy("dev.hourglass.experiments.yaml")
                .layer("evaluation").definedBy("dev.hourglass.experiments.evaluation")
                .layer("runs").definedBy("dev.hourglass.experiments")
                .layer("snapshot").definedBy("dev.hourglass.experiments.snapshot")
                .layer("figure").definedBy("dev.hourglass.experiments.figure")
                .layer("sweep").definedBy("dev.hourglass.experiments.sweep")
                .layer("verification").definedBy("dev.hourglass.experiments.verification")
                .layer("report").definedBy("dev.hourglass.experiments.report")
                .whereLayer("yaml").mayNotAccessAnyLayer()
                .whereLayer("evaluation").mayNotAccessAnyLayer()
                .whereLayer("snapshot").mayOnlyAccessLayers("evaluation")
                .whereLayer("runs").mayOnlyAccessLayers("evaluation", "snapshot", "yaml")
                .whereLayer("figure").mayOnlyAccessLayers("runs", "snapshot")
                .whereLayer("sweep").mayOnlyAccessLayers("runs", "evaluation", "yaml")
                .whereLayer("verification").mayOnlyAccessLayers("runs", "evaluation", "figure", "yaml")
                .whereLayer("report").mayOnlyAccessLayers("runs", "evaluation", "figure", "sweep", "yaml")
                .check(CLASSES);
    }

    @Test
    void knowsNoCommandLine() {
        noClasses()
                .should().dependOnClassesThat().resideInAnyPackage("dev.hourglass.cli..", "picocli..")
                .check(CLASSES);
    }

    @Test
    void leavesTheProcessAlone() {
        noClasses()
                .should().callMethod(System.class, "exit", int.class)
                .orShould().callMethod(Runtime.class, "addShutdownHook", Thread.class)
                .orShould().accessField(System.class, "out")
                .orShould().accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void readsYamlInOnePackage() {
        noClasses().that().resideOutsideOfPackage("dev.hourglass.experiments.yaml")
                .should().dependOnClassesThat().resideInAPackage("tools.jackson.dataformat.yaml..")
                .check(CLASSES);
    }
}
