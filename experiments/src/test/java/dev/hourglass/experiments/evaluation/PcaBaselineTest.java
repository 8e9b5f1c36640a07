package dev.hourglass.experiments.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.metric.Pca;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.corruption.Corruption;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.testing.Samples;
import dev.hourglass.train.Trainer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PcaBaselineTest {
    private static final DataSplit BARS = new DataSplit(Samples.bars(60, 1), Samples.bars(30, 2));

    @Test
    void letsPrincipalComponentsOfTheTrainingPartPlayOnTheTestPart() {
        var baseline = PcaBaseline.compare(model(BARS.train(), 3, new NoCorruption()), BARS, 0.01, 1);

        double expected = Pca.fit(BARS.train()).reconstructionError(BARS.test(), 3);
        assertThat(baseline).isInstanceOfSatisfying(PcaBaseline.Compared.class, compared -> {
            assertThat(compared.components()).isEqualTo(3);
            assertThat(compared.pcaMse()).isEqualTo(expected);
        });
    }

    @Test
    void givesTheRivalOfADenoiserTheSameNoise() {
        var model = model(BARS.train(), 3, new GaussianNoise(0.5, Optional.empty()));

        var clean = (PcaBaseline.Compared) PcaBaseline.compare(model(BARS.train(), 3, new NoCorruption()), BARS, 0.01,
                1);
        var noisy = (PcaBaseline.Compared) PcaBaseline.compare(model, BARS, 0.01, 1);

        assertThat(noisy.pcaMse()).isGreaterThan(clean.pcaMse() + 0.01);
        assertThat(noisy.pcaMse()).isCloseTo(clean.pcaMse() + 3 * 0.25 / 36, within(0.01));
    }

    @Test
    void hasNoRivalForACodeThatCompressesNothing() {
        assertThat(PcaBaseline.compare(model(BARS.train(), 36, new NoCorruption()), BARS, 0.01, 1))
                .isInstanceOf(PcaBaseline.Skipped.class)
                .extracting(PcaBaseline::sentence)
                .isEqualTo("no comparison with PCA: a code of size 36 does not compress 36 features");
    }

    @Test
    void saysTheVerdictInWords() {
        assertThat(new PcaBaseline.Compared(36, 0.0076, 0.0153, 0.1, false).sentence())
                .startsWith("PCA with the same code size of 36: squared error 0.01530 per feature; ")
                .endsWith("this model: 0.00760, 50 % lower");
        assertThat(new PcaBaseline.Compared(36, 0.0076, 0.0153, 0.1, true).sentence())
                .contains("given the same corrupted samples");
        assertThat(new PcaBaseline.Compared(36, 0.0200, 0.0153, 0.1, false).sentence()).endsWith("31 % higher");
        assertThat(new PcaBaseline.Compared(36, 0.0612, 0.0153, 0.1, false).sentence()).endsWith("4.0 times as high");
        assertThat(new PcaBaseline.Compared(36, 0.01531, 0.0153, 0.1, false).sentence()).endsWith("about the same");
    }

    @Test
    void boundsTheVerdictWhereOneErrorIsNextToNothing() {
        assertThat(new PcaBaseline.Compared(8, 0.01948, 6.6e-17, 0.1, false).sentence()).isEqualTo(
                "PCA with the same code size of 8: squared error 6.6e-17 per feature; this model: 0.01948, more than "
                        + "1,000 times as high: 8 components reconstruct these samples almost exactly");
        assertThat(new PcaBaseline.Compared(8, 0.01948, 0, 0.1, false).sentence())
                .contains("squared error 0.00000 per feature")
                .endsWith("more than 1,000 times as high: 8 components reconstruct these samples almost exactly");
        assertThat(new PcaBaseline.Compared(8, 15, 0.0153, 0.1, false).sentence()).endsWith("980.4 times as high");
        assertThat(new PcaBaseline.Compared(8, 3e-15, 1e-18, 0.1, false).sentence())
                .endsWith("both exact except for rounding");
        assertThat(new PcaBaseline.Compared(8, 3e-15, 1e-18, 1e-9, false).sentence()).contains("more than 1,000");
        assertThat(new PcaBaseline.Compared(8, 0, 0, 0, false).sentence()).endsWith("both exact except for rounding");
        assertThat(new PcaBaseline.Compared(8, Double.NaN, 0, 1, false).sentence())
                .endsWith("which cannot be compared");
        assertThat(new PcaBaseline.Compared(8, 0, 0.5, 1, false).sentence())
                .endsWith("this model: 0.00000, 100 % lower");
    }

    @Test
    void givesABoundedSentenceOfSamplesThatFewComponentsSpan() {
        var few = new DataSplit(BARS.train().slice(0, 3), BARS.train().slice(0, 2));

        var sentence = PcaBaseline.compare(model(few.train().slice(0, 3), 3, new NoCorruption()), few, 0.01, 1)
                .sentence();

        assertThat(sentence)
                .matches(".* squared error \\d\\.\\de-\\d\\d per feature; this model: 0.01000, more than 1,000 .*");
    }

    private static TrainedAutoencoder model(Dataset data, int code, Corruption corruption) {
        var spec = new Autoencoder(Shape.of(36), List.of(new Dense(code, Activation.TANH)),
                List.of(new Dense(36, Activation.SIGMOID)), new MeanSquaredError()).withCorruption(corruption);
        return new Trainer(spec, TrainingOptions.of(new Adam(0.01)).withEpochs(1).withBatchSize(3).withSeed(1))
                .withThreads(1)
                .train(data)
                .model();
    }
}
