package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.kernel.Kernels;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which kernels a JVM gets by its options.
class VectorModuleTest {
    @ParameterizedTest
    @CsvSource({
        "--add-modules=jdk.incubator.vector, VectorKernels",
        "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED, VectorKernels",
        "-Dnothing, ScalarKernels",
    })
    void loadsTheVectorApiWhereItMay(String option, String kernels) throws Exception {
        assertThat(AnotherJvm.runPlain(VectorModuleTest.class, option)).isEqualTo(List.of(kernels));
    }

    /// Prints the kind of kernels.
    public static void main(String[] args) {
        System.out.println(Kernels.best().getClass().getSimpleName());
    }
}
