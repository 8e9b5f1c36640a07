package dev.hourglass.cli;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/// Numbers in messages have the digits 0 to 9 whatever the locale. The command line sets the locale of its process; what others use
/// as a library names it at every place.
class FormattedNumbersTest {
    @Test
    void theLibrariesFormatNothingInTheLocaleOfTheProcess() {
        var classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(
                        "dev.hourglass.data", "dev.hourglass.metric", "dev.hourglass.model", "dev.hourglass.spec",
                        "dev.hourglass.train", "dev.hourglass.internal", "dev.hourglass.datasets",
                        "dev.hourglass.interop", "dev.hourglass.experiments", "dev.hourglass.tables",
                        "dev.hourglass.table",
                        "dev.hourglass.anomaly", "dev.hourglass.drift");
        ArchRuleDefinition.noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.<JavaMethodCall>describe(
                        "formats without a locale", FormattedNumbersTest::formatsWithoutALocale))
                .check(classes);
    }

    private static boolean formatsWithoutALocale(JavaMethodCall call) {
        boolean isText = call.getTargetOwner().isEquivalentTo(String.class);
        var parameters = call.getTarget().getRawParameterTypes();
        return isText && (call.getName().equals("formatted")
                || (call.getName().equals("format") && parameters.getFirst().isEquivalentTo(String.class)));
    }
}
