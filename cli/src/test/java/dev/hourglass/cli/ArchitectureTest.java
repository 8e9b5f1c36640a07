package dev.hourglass.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Commands use the console and the output of results, which know no command.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hourglass.cli");

    @Test
    void dependsInOneDirectionOnly() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("main").definedBy("dev.hourglass.cli")
                .layer("command").definedBy("dev.hourglass.cli.command")
                .layer("console").definedBy("dev.hourglass.cli.console")
                .layer("output").definedBy("dev.hourglass.cli.output")
                .whereLayer("console").mayNotAccessAnyLayer()
                .whereLayer("output").mayNotAccessAnyLayer()
                .whereLayer("command").mayOnlyAccessLayers("console", "output")
                .whereLayer("main").mayOnlyAccessLayers("command", "console")
                .check(CLASSES);
    }

    @Test
    void parsesArgumentsInCommandsAlone() {
        noClasses().that().resideInAnyPackage("dev.hourglass.cli.console", "dev.hourglass.cli.output")
                .should().dependOnClassesThat().resideInAPackage("picocli..")
                .check(CLASSES);
    }

    @Test
    void endsTheProcessInOnePlace() {
        noClasses().that().doNotHaveSimpleName("Main")
                .should().callMethod(System.class, "exit", int.class)
                .check(CLASSES);
    }
}
