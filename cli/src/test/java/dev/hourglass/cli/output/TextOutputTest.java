package dev.hourglass.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.experiments.FineTuningResult;
import dev.hourglass.experiments.FineTuningRun;
import dev.hourglass.experiments.evaluation.PcaBaseline;
import dev.hourglass.experiments.evaluation.Probe;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.experiments.report.LayerRow;
import dev.hourglass.metric.ClassError;
import dev.hourglass.metric.Confusion;
import dev.hourglass.profile.LayerProfile;
import dev.hourglass.profile.Pass;
import dev.hourglass.profile.Profile;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.testing.KnownModels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/// What people read, word by word, of known results.
class TextOutputTest {
    @Test
    void everyMeasureHasItsNameItsDigitsAndItsUnit() {
        var metrics = new LinkedHashMap<String, Double>();
        var names = List.of(
                "loss", "mse", "bce", "reconstruction", "kl", "elbo", "active_units", "nll", "psnr", "psnr_corrupted",
                "mse_inside", "mse_inside_corrupted", "penalty", "mean_activation", "non_zeros", "ssim", "pca_mse");
        for (var name : names) metrics.put(name, 2 + metrics.size() / 8.0);

        var evaluation = new TestEvaluation(
                1234, metrics, List.of(0.5, 12.345, 0.0), 1, new PcaBaseline.Skipped("no comparison"), List.of());

        assertThat(ResultOutput.lines(evaluation)).containsExactly("""
                test samples                                    1,234
                loss                                           2.0000  per feature
                mean squared error                             2.1250  per feature
                binary cross-entropy                           2.2500  nats per feature
                reconstruction term                              2.38  nats per sample
                divergence from the prior                        2.50  nats per sample
                evidence lower bound                             2.63  nats per sample
                active latent dimensions                            3
                negative log-likelihood                          2.88  nats per sample, by importance sampling
                PSNR of the reconstruction                       3.00  dB
                PSNR of the corrupted input                      3.13  dB
                mean squared error inside the corrupted parts  3.2500  per feature
                the same before reconstruction                 3.3750  per feature
                penalties                                      3.5000  per feature
                mean activation of the code                    3.6250
                non-zero values in a code                        3.75
                SSIM of the reconstruction                     3.8750
                mean squared error of PCA                      4.0000  per feature
                divergence by dimension: 0.50 12.35 0.00
                no comparison""".split("\n"));
    }

    @Test
    void aConfusionHasARowForEachClassAndAColumnForEachPrediction() {
        var confusion = new Confusion(new int[][] {{5, 1, 0}, {2, 3, 0}, {0, 0, 4}});

        assertThat(ConfusionText.lines(confusion, List.of("ant", "bee", "cow"))).containsExactly(
                "15 samples, accuracy 80.00 %",
                "class \\ predicted  ant  bee  cow",
                "ant                  5    1    0",
                "bee                  2    3    0",
                "cow                  0    0    4");
    }

    @Test
    void aProbeHasItsTwoAccuraciesAndTheErrorOfEachClass() {
        var supplement = new ProbeSupplement(
                new Probe(5, 0.75, 0.5),
                List.of(new ClassError(0, "ant", 4, 0.125), new ClassError(2, "bee", 1500, 0.25)));

        assertThat(supplement.lines()).containsExactly(
                "classes predicted from codes by 5 nearest neighbours  75.00 %",
                "classes predicted from codes by a linear probe        50.00 %",
                "class  samples  mean squared error",
                "ant          4             0.12500",
                "bee      1,500             0.25000");
        assertThat(supplement.fields()).isEqualTo(Map.of("probe", Map.of(
                "neighbours", 5, "nearestNeighbours", 0.75, "linear", 0.5, "errorByClass",
                List.of(
                        Map.of("class", "ant", "samples", 4, "mse", 0.125),
                        Map.of("class", "bee", "samples", 1500, "mse", 0.25)))));
    }

    @Test
    void aFineTuningHasTheMeansOfItsSeeds() {
        var result = new FineTuningRun.Results(
                KnownModels.first(4, 2, 0), 3, 1200, 1000, 30, List.of(
                        new FineTuningResult(1, 0.5, 0.75, OptionalDouble.of(0.25), List.of(), List.of()),
                        new FineTuningResult(2, 0.7, 0.85, OptionalDouble.of(0.35), List.of(), List.of())));

        assertThat(FineTuningOutput.lines(result)).containsExactly(
                "labelled samples                                               1,200  3 classes",
                "test samples                                                      30",
                "before: linear softmax on the frozen codes of 1,000 of them  60.00 %  mean of 50.00, 70.00",
                "after: encoder and head fine-tuned                           80.00 %  mean of 75.00, 85.00",
                "the same network from random weights                         30.00 %  mean of 25.00, 35.00",
                "gain from pretraining                                         +50.00  points");
    }

    @Test
    void aProfileHasTheShareOfEachLayerAndOfTheRestWhichAddUp() {
        var first = new LayerProfile(
                "encoder", new Pass(0.1, 3_000_000_000L), new Pass(0.2, 3_000_000_000L), new Pass(0, 0));
        var second = new LayerProfile(
                "decoder", new Pass(0.05, 1_000_000_000L), new Pass(0.1, 1_500_000_000L),
                new Pass(0.05, 500_000_000L));
        var profile = new Profile(2, 10, 1000, 0.5, 1, List.of(first, second), 0.05, 0.1, 0.15);

        assertThat(ProfileText.lines(Optional.of(profile))).containsExactly(
                "",
                "Time per step by layer, in milliseconds summed over 2 threads (10 steps of 100 samples, 50.000 ms each):",
                "",
                "                   forward    weight     input      all   share  multiply-adds     GFLOP/s",
                "                            gradient  gradient                     in millions  per thread",
                "encoder             10.000    20.000             30.000   30.0%         600.00        40.0",
                "decoder              5.000    10.000     5.000   20.000   20.0%         300.00        30.0",
                "filling panels                                    5.000    5.0%",
                "loss                                             10.000   10.0%",
                "update                                           15.000   15.0%",
                "waiting and other                                20.000   20.0%",
                "whole step                                      100.000  100.0%         900.00        18.0",
                "");
    }

    @Test
    void layersHaveTheirPlaceTheirShapeAndTheirParameters() {
        var spec = new Autoencoder(Shape.of(4, 4, 1),
                List.of(new Conv2d(2, 3, Activation.RELU), new MaxPool2d(2), new Flatten()), new GaussianLatent(3, 0.5),
                List.of(
                        new Dense(8, Activation.TANH), new Reshape(Shape.of(2, 2, 2)),
                        Upsample2d.by(2, Interpolation.NEAREST),
                        new Conv2d(1, 5, Activation.IDENTITY)),
                new MeanSquaredError());

        assertThat(LayerRow.of(spec)).containsExactly(
                new LayerRow("", "input", Shape.of(4, 4, 1), 0),
                new LayerRow("encoder 1", "conv 2, 3x3, relu", Shape.of(4, 4, 2), 9 * 2 + 2),
                new LayerRow("encoder 2", "maxpool 2x2", Shape.of(2, 2, 2), 0),
                new LayerRow("encoder 3", "flatten", Shape.of(8), 0),
                new LayerRow("latent", "gaussian 3, beta 0.5", Shape.of(3), 2 * (8 * 3 + 3)),
                new LayerRow("decoder 1", "dense 8, tanh", Shape.of(8), 3 * 8 + 8),
                new LayerRow("decoder 2", "reshape", Shape.of(2, 2, 2), 0),
                new LayerRow("decoder 3", "upsample nearest", Shape.of(4, 4, 2), 0),
                new LayerRow("decoder 4", "conv 1, 5x5", Shape.of(4, 4, 1), 25 * 2 + 1));
    }

    @Test
    void theLayersInsideAResidualComeBeforeTheirSum() {
        var conv = new Conv2d(1, 3, Activation.RELU);
        var spec = new Autoencoder(Shape.of(4, 4, 1),
                List.of(new Residual(
                        List.of(conv.withFilters(2).withStride(2), new Residual(List.of(conv.withFilters(2)))))),
                List.of(Upsample2d.by(2, Interpolation.NEAREST), conv), new MeanSquaredError());

        assertThat(LayerRow.of(spec)).startsWith(
                new LayerRow("", "input", Shape.of(4, 4, 1), 0),
                new LayerRow("encoder 1.1", "conv 2, 3x3, stride 2, relu", Shape.of(2, 2, 2), 9 * 2 + 2),
                new LayerRow("encoder 1.2.1", "conv 2, 3x3, relu", Shape.of(2, 2, 2), 9 * 2 * 2 + 2),
                new LayerRow("encoder 1.2", "residual of 1 layer", Shape.of(2, 2, 2), 0),
                new LayerRow("encoder 1 shortcut", "conv 2, 1x1, stride 2", Shape.of(2, 2, 2), 2 + 2),
                new LayerRow("encoder 1", "residual of 2 layers", Shape.of(2, 2, 2), 0));
    }
}
