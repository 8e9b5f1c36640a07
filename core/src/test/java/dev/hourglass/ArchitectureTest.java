package dev.hourglass;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/// The arrows of ARCHITECTURE.md: spec, plan, engine, model, training; never backwards.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hourglass");

    @Test
    void dependsInOneDirectionOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("spec").definedBy("dev.hourglass.spec..", "dev.hourglass.internal.check")
                .layer("data").definedBy("dev.hourglass.data")
                .layer("metric").definedBy("dev.hourglass.metric")
                .layer("profile").definedBy("dev.hourglass.profile")
                .layer("file").definedBy("dev.hourglass.internal.file")
                .layer("text").definedBy("dev.hourglass.internal.text")
                .layer("npy").definedBy("dev.hourglass.internal.npy")
                .layer("json").definedBy("dev.hourglass.internal.json")
                .layer("tile").definedBy("dev.hourglass.internal.kernel.tile")
                .layer("kernel").definedBy("dev.hourglass.internal.kernel")
                .layer("layout").definedBy("dev.hourglass.internal.layout")
                .layer("op").definedBy("dev.hourglass.internal.op")
                .layer("graph").definedBy("dev.hourglass.internal.graph")
                .layer("optimizer").definedBy("dev.hourglass.internal.optimizer")
                .layer("penalty").definedBy("dev.hourglass.internal.penalty")
                .layer("corruption").definedBy("dev.hourglass.internal.corruption")
                .layer("augmentation").definedBy("dev.hourglass.internal.augmentation")
                .layer("latent").definedBy("dev.hourglass.internal.latent")
                .layer("exec").definedBy("dev.hourglass.internal.exec")
                .layer("model").definedBy("dev.hourglass.model")
                .layer("train").definedBy("dev.hourglass.train")
                .layer("anomaly").definedBy("dev.hourglass.anomaly")
                .layer("table").definedBy("dev.hourglass.table")
                .layer("drift").definedBy("dev.hourglass.drift")
                .layer("notation").definedBy("dev.hourglass.internal.notation")
                .whereLayer("spec").mayNotAccessAnyLayer()
                .whereLayer("profile").mayNotAccessAnyLayer()
                .whereLayer("json").mayNotAccessAnyLayer()
                .whereLayer("file").mayOnlyAccessLayers("json")
                .whereLayer("text").mayOnlyAccessLayers("data")
                .whereLayer("npy").mayOnlyAccessLayers("spec", "data", "text")
                .whereLayer("data").mayOnlyAccessLayers("spec")
                .whereLayer("notation").mayOnlyAccessLayers("spec", "table", "anomaly", "json")
                .whereLayer("anomaly").mayOnlyAccessLayers("spec")
                .whereLayer("table").mayOnlyAccessLayers("spec", "data", "anomaly", "json")
                .whereLayer("drift").mayOnlyAccessLayers("spec", "data", "table", "anomaly", "json")
                .whereLayer("metric").mayOnlyAccessLayers("spec", "data", "kernel")
                .whereLayer("tile").mayNotAccessAnyLayer()
                .whereLayer("kernel").mayOnlyAccessLayers("spec", "tile")
                .whereLayer("layout").mayOnlyAccessLayers("spec", "kernel")
                .whereLayer("op").mayOnlyAccessLayers("spec", "data", "kernel", "layout")
                .whereLayer("graph").mayOnlyAccessLayers("spec", "kernel", "layout", "op")
                .whereLayer("optimizer").mayOnlyAccessLayers("spec", "layout")
                .whereLayer("penalty").mayOnlyAccessLayers("spec", "kernel", "layout", "op", "graph")
                .whereLayer("corruption").mayOnlyAccessLayers("spec", "data", "kernel", "layout", "op", "graph")
                .whereLayer("augmentation").mayOnlyAccessLayers("spec", "data", "kernel", "op")
                .whereLayer("latent").mayOnlyAccessLayers("spec", "kernel", "layout", "op", "graph")
                .whereLayer("exec")
                .mayOnlyAccessLayers("spec", "data", "kernel", "layout", "op", "graph", "optimizer", "penalty",
                        "corruption", "augmentation", "latent", "profile")
                .whereLayer("model")
                .mayOnlyAccessLayers("spec", "data", "table", "anomaly", "drift", "metric", "json", "file", "kernel",
                        "layout", "graph",
                        "exec", "notation")
                .whereLayer("train")
                .mayOnlyAccessLayers("spec", "data", "metric", "json", "file", "kernel", "exec", "optimizer", "model",
                        "notation",
                        "profile")
                .check(CLASSES);
    }

    @Test
    void dependsOnTheJdkAlone() {
        ArchRuleDefinition.classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.hourglass..", "java..", "javax.management..", "com.sun.management..",
                        "jdk.incubator.vector..",
                        "org.jspecify..")
                .check(CLASSES);
    }
}
