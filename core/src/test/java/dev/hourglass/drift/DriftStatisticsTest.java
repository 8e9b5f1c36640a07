package dev.hourglass.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against the values of SciPy 1.17 and of the definitions.
class DriftStatisticsTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-12);

    @ParameterizedTest
    @CsvSource({
        "0.3, 0.9999906941986655", "0.5, 0.9639452436648751", "0.8, 0.5441424115741981", "1, 0.26999967167735456",
        "1.1799, 0.12351204971188676", "1.1801, 0.12339559161939295", "1.3580986393225505, 0.05",
        "1.5, 0.022217962616525127", "2, 0.0006709252557796953", "3, 3.045995948942526e-08", "0, 1", "0.001, 1"
    })
    void kolmogorovsDistributionIsThatOfScipy(double x, double survival) {
        assertThat(KolmogorovSmirnov.survival(x)).isCloseTo(survival, EXACT);
    }

    /// The exact p-value of the distance of one sample of 200 from a distribution is 0.034110 (kstwo of SciPy).
    @Test
    void smallSamplesAreCorrected() {
        assertThat(KolmogorovSmirnov.pValue(0.1, 400, 400)).isCloseTo(0.03411, Offset.offset(1e-4));
        assertThat(KolmogorovSmirnov.pValue(0.5, 0, 10)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "3.841458820694124, 1, 0.05", "0.5, 1, 0.47950012218695337", "10, 1, 0.001565402258002549",
        "5, 2, 0.0820849986238988", "18.307038053275146, 10, 0.05", "7, 10, 0.7254449533096043",
        "25, 3, 1.5440498291101365e-05", "300, 257, 0.033688702250360095", "200, 257, 0.9965179429569923",
        "1000, 10, 1.870290720915977e-208", "0, 3, 1"
    })
    void chiSquaredIsThatOfScipy(double x, int degreesOfFreedom, double survival) {
        assertThat(ChiSquared.survival(x, degreesOfFreedom)).isCloseTo(survival, withinPercentage(1e-8));
    }

    @Test
    void homogeneityIsThatOfScipy() {
        var test = Homogeneity.test(new long[] {30, 50, 20}, new long[] {60, 60, 80});

        assertThat(test.statistic()).isCloseTo(15.272727272727273, EXACT);
        assertThat(test.degreesOfFreedom()).isEqualTo(2);
        assertThat(test.pValue()).isCloseTo(0.0004825801020447389, EXACT);
    }

    @Test
    void rareCategoriesAreCountedAsOne() {
        var test = Homogeneity.test(new long[] {500, 400, 3, 2, 0}, new long[] {50, 40, 3, 2, 6});

        assertThat(test.degreesOfFreedom()).isEqualTo(1);
        assertThat(Homogeneity.test(new long[] {7, 0}, new long[] {3, 0}).pValue()).isEqualTo(1);
        assertThat(Homogeneity.test(new long[] {0, 0}, new long[] {3, 4}).pValue()).isEqualTo(1);
    }

    @Test
    void cramersVIsOneForNothingInCommonAndDoesNotDependOnSizes() {
        assertThat(Homogeneity.cramersV(new long[] {1000, 0}, new long[] {0, 10})).isEqualTo(1);
        assertThat(Homogeneity.cramersV(new long[] {500, 500}, new long[] {50, 50})).isZero();
        // sqrt(sum (p - q)^2 / (p + q) / 2) of 0.5, 0.5 and 0.2, 0.8, less chance, which goes to 0.
        double known = Math.sqrt((0.09 / 0.7 + 0.09 / 1.3) / 2);
        assertThat(Homogeneity.cramersV(new long[] {5_000_000, 5_000_000}, new long[] {2_000_000, 8_000_000}))
                .isCloseTo(known, Offset.offset(1e-5));
        assertThat(Homogeneity.cramersV(new long[] {500_000_000, 500_000_000}, new long[] {200_000, 800_000}))
                .isCloseTo(known, Offset.offset(1e-5));
    }

    @Test
    void theStabilityIndexIsThatOfItsDefinition() {
        assertThat(PopulationStability.index(new long[] {50, 30, 20}, new long[] {20, 30, 50}))
                .isCloseTo(0.549774439124493, EXACT);
        assertThat(PopulationStability.index(new long[] {50, 50}, new long[] {5, 5})).isZero();
        assertThat(PopulationStability.index(new long[] {10, 0}, new long[] {5, 5}))
                .isCloseTo((0.5 - 1) * Math.log(0.5) + (0.5 - 1e-4) * Math.log(0.5 / 1e-4), EXACT);
        assertThat(PopulationStability.index(new long[] {10, 5}, new long[] {0, 0})).isZero();
    }

    @Test
    void pValuesAreAdjustedAfterBenjaminiAndHochberg() {
        assertThat(FalseDiscoveries.adjusted(0.01, 0.04, 0.03, 0.005, 0.5))
                .containsExactly(new double[] {0.025, 0.05, 0.05, 0.025, 0.5}, EXACT);
        assertThat(FalseDiscoveries.adjusted()).isEmpty();
        assertThat(FalseDiscoveries.adjusted(0.9, 1)).containsExactly(1, 1);
    }

    /// More than two thousand names, of which two are frequent.
    @Test
    void frequentCategoriesAreFoundInBoundedMemory() {
        var random = new SplittableRandom(3);
        var frequent = new FrequentCategories();
        for (int i = 0; i < 100_000; i++) {
            int draw = random.nextInt(10);
            frequent.add(draw < 3 ? "often" : draw < 4 ? "sometimes" : "name " + random.nextInt(1_000_000));
        }

        assertThat(frequent.total()).isEqualTo(100_000);
        var shares = frequent.shares(2, 100_000);
        assertThat(shares).extracting(CategoryShare::name).containsExactly("often", "sometimes");
        assertThat(shares.getFirst().share()).isBetween(0.297, 0.304);
        assertThat(shares.getLast().share()).isBetween(0.097, 0.103);
    }
}
