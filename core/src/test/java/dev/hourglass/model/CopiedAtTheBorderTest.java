package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Labels;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.metric.Confusion;
import dev.hourglass.metric.LabelledCodes;
import dev.hourglass.metric.LinearProbe;
import dev.hourglass.metric.NearestNeighbours;
import dev.hourglass.metric.Posterior;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Nothing that is immutable shares an array with its caller, on the way in or out.
class CopiedAtTheBorderTest {
    @Test
    void aModelKeepsItsWeightsWhenTheArrayItWasMadeOfChanges() {
        var spec = Examples.dense();
        var parameters = new float[Math.toIntExact(TrainedAutoencoder.initial(spec, 1).parameterCount())];
        for (int i = 0; i < parameters.length; i++) parameters[i] = i % 7 * 0.1f;
        var model = TrainedAutoencoder.of(spec, parameters, Map.of());
        var before = model.weightsSha256();
        var samples = Examples.discs(3);
        var reconstructions = model.reconstruct(samples);

        Arrays.fill(parameters, 5);

        assertThat(model.weightsSha256()).isEqualTo(before);
        assertThat(model.reconstruct(samples)).isDeepEqualTo(reconstructions);
    }

    @Test
    void aModelKeepsItsWeightsWhenWhatItGaveAwayChanges() {
        var model = TrainedAutoencoder.initial(Examples.dense(), 1);
        var before = model.weightsSha256();

        model.weights().forEach(tensor -> Arrays.fill(tensor.values(), 5));

        assertThat(model.weightsSha256()).isEqualTo(before);
    }

    @Test
    void aTensorKeepsItsValues() {
        var values = new float[] {1, 2};
        var tensor = new Weights("decoder.0.bias", List.of(2), values);

        values[0] = 9;
        tensor.values()[1] = 9;
        tensor.withName("decoder.1.bias").values()[1] = 9;

        assertThat(tensor.values()).containsExactly(1, 2);
        assertThat(tensor.withName("decoder.1.bias").name()).isEqualTo("decoder.1.bias");
    }

    @Test
    void aPosteriorKeepsItsMoments() {
        var means = new float[][] {{1, 2}};
        var logVariances = new float[][] {{3, 4}};
        var posterior = new Posterior(means, logVariances);

        means[0][0] = 9;
        logVariances[0] = new float[2];
        posterior.means()[0][1] = 9;
        posterior.logVariances()[0][1] = 9;

        assertThat(posterior.means()).isDeepEqualTo(new float[][] {{1, 2}});
        assertThat(posterior.logVariances()).isDeepEqualTo(new float[][] {{3, 4}});
    }

    @Test
    void codesThatWereLearntStayAsTheyWere() {
        var values = new float[][] {{0}, {1}, {10}, {11}};
        var codes = new LabelledCodes(values, Labels.of(0, 0, 1, 1));
        var neighbours = NearestNeighbours.of(codes, 1);
        var probe = LinearProbe.fit(codes);

        for (var code : values) code[0] = 5;
        codes.values()[0][0] = 5;

        assertThat(codes.values()).isDeepEqualTo(new float[][] {{0}, {1}, {10}, {11}});
        assertThat(neighbours.classify(codes.values())).containsExactly(0, 0, 1, 1);
        assertThat(probe.classify(codes.values())).containsExactly(0, 0, 1, 1);
    }

    @Test
    void aConfusionKeepsItsCounts() {
        var counts = new int[][] {{3, 1}, {0, 2}};
        var confusion = new Confusion(counts);

        counts[0][0] = 9;
        confusion.counts()[1][1] = 9;

        assertThat(confusion.samples()).isEqualTo(6);
        assertThat(confusion.counts()).isDeepEqualTo(new int[][] {{3, 1}, {0, 2}});
    }
}
