package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// No file that is opened, whatever it says, can name code to be run: nothing here could run it.
class ReadingRunsNothingTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hourglass");

    @Test
    void seesTheClassesThatReadFiles() {
        assertThat(CLASSES).extracting(HasName::getName).contains(
                "dev.hourglass.internal.file.TensorFileReader", "dev.hourglass.data.Idx",
                "dev.hourglass.datasets.npy.Npy",
                "dev.hourglass.experiments.yaml.SpecFile", "dev.hourglass.datasets.mnist.Mnist",
                "dev.hourglass.experiments.JsonText");
    }

    @Test
    void deserialisesNoObjects() {
        requireNoUseOf("java\\.io\\.(ObjectInput|ObjectInputStream|Externalizable)|java\\.beans\\.XMLDecoder");
    }

    /// But for the studio, which starts trainings and the browser, with lists of arguments.
    @Test
    void runsNoScriptsAndStartsNoProcesses() {
        requireNoUseOf("javax\\.script\\..*|java\\.lang\\.ProcessBuilder.*|java\\.lang\\.Process",
                "dev\\.hourglass\\.(studio\\.run\\.Trainings.*|cli\\.command\\.StudioCommand)");
        requireNoCallOf(Runtime.class, Set.of("exec", "load", "loadLibrary"));
        requireNoCallOf(System.class, Set.of("load", "loadLibrary"));
    }

    /// But for two classes of the JDK, whose names are constants.
    @Test
    void looksUpNoClassesByName() {
        requireNoCallOf(Class.class, Set.of("forName"),
                "dev\\.hourglass\\.internal\\.kernel\\.(VectorModule|KernelChoice)");
        requireNoUseOf("java\\.util\\.ServiceLoader|java\\.net\\.URLClassLoader|java\\.rmi\\..*|javax\\.naming\\..*");
        requireNoCallOf(ClassLoader.class, Set.of("loadClass", "defineClass"));
    }

    private static void requireNoUseOf(String names) {
        requireNoUseOf(names, "");
    }

    private static void requireNoUseOf(String names, String exempt) {
        ArchRuleDefinition.noClasses()
                .that()
                .haveNameNotMatching(exempt)
                .should()
                .dependOnClassesThat()
                .haveNameMatching(names)
                .check(CLASSES);
    }

    private static void requireNoCallOf(Class<?> owner, Set<String> methods) {
        requireNoCallOf(owner, methods, "");
    }

    private static void requireNoCallOf(Class<?> owner, Set<String> methods, String exempt) {
        var isCall = DescribedPredicate.<JavaMethodCall>describe(
                owner + "." + methods,
                call -> call.getTargetOwner().getName().equals(owner.getName()) && methods.contains(call.getName()));
        ArchRuleDefinition.noClasses()
                .that()
                .haveNameNotMatching(exempt)
                .should()
                .callMethodWhere(isCall)
                .check(CLASSES);
    }
}
