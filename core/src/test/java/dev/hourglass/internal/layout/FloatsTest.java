package dev.hourglass.internal.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.exec.AnotherJvm;
import dev.hourglass.internal.kernel.Kernels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatsTest {
    private static final int ARRAYS = 20;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12, 13, Floats.HUMONGOUS - 1, Floats.HUMONGOUS, Floats.HUMONGOUS + 1, 1_000_003})
    void hasRoom(int length) {
        assertThat(Floats.array(length).length).isBetween(
                Math.max(length, Floats.HUMONGOUS), Math.max(length, Floats.HUMONGOUS) + Kernels.LANES - 1);
    }

    @Test
    void arraysEndWhereTheNextOneMayBegin() {
        // The header of an array has 16 bytes.
        assertThat((16 + Floats.array(1_000_003).length * Float.BYTES) % 64).isZero();
    }

    /// With the collector of the programs here. Vectors that are shorter than a line are not asked for.
    @Test
    void longVectorsDoNotStraddleLines() throws Exception {
        assertThat(AnotherJvm.run(
                FloatsTest.class, "-XX:+UseSerialGC", "-XX:PretenureSizeThreshold=512k",
                "--enable-native-access=ALL-UNNAMED"))
                .hasSize(ARRAYS)
                .containsOnly("0");
    }

    /// Prints how far behind the beginning of a line the arrays begin. Others stand between them.
    public static void main(String[] args) {
        var others = new float[ARRAYS][];
        for (int i = 0; i < ARRAYS; i++) {
            System.out.println(ArrayAddress.bytesBehindLine(Floats.array(Floats.HUMONGOUS + 37 * i), Floats.ORIGIN));
            others[i] = new float[Floats.HUMONGOUS + i];
        }
    }
}
