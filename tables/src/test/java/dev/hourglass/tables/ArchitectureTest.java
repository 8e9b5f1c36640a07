package dev.hourglass.tables;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The reader of tables knows core and DuckDB, and nothing of DuckDB shows.
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.hourglass.tables");

    @Test
    void readsAndWritesWithCoreAndDuckDbAlone() {
        classes().that().resideInAPackage("dev.hourglass.tables").should().onlyDependOnClassesThat()
                .resideInAnyPackage("dev.hourglass.tables", "dev.hourglass.data", "dev.hourglass.spec..",
                        "dev.hourglass.table",
                        "dev.hourglass.internal.text", "dev.hourglass.internal.file", "dev.hourglass.internal.notation",
                        "java..",
                        "org.duckdb..", "org.jspecify..")
                .check(CLASSES);
    }

    @Test
    void onlyTheReaderKnowsDuckDb() {
        noClasses().that().resideInAPackage("dev.hourglass.tables.training")
                .should().dependOnClassesThat().resideInAnyPackage("org.duckdb..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void showsNothingOfDuckDb() {
        var ofDatabases = DescribedPredicate.<JavaClass>describe("of databases",
                type -> type.getPackageName().startsWith("org.duckdb") || type.getPackageName().startsWith("java.sql"));
        methods().that().arePublic().and().areDeclaredInClassesThat().arePublic()
                .should().notHaveRawReturnType(ofDatabases)
                .andShould().notHaveRawParameterTypes(DescribedPredicate.anyElementThat(ofDatabases))
                .check(CLASSES);
    }
}
