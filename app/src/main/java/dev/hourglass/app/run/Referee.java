package dev.hourglass.app.run;

import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.metric.Pca;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.None;
import java.util.Locale;

/// The PCA referee: what the best linear code of the same size achieves on the same test samples.
///
/// Principal components are fitted on the training samples. A denoiser's rival is given the same corrupted samples, and
/// both are compared with the clean ones.
public sealed interface Referee {
    /// Numbers in a sample above which components are not computed.
    int MOST_FEATURES = 1024;

    /// One sentence for people.
    String sentence();

    /// Both errors.
    ///
    /// @param components of the rival, as many as the code has numbers
    /// @param mse the model's squared error per feature
    /// @param pcaMse the rival's
    /// @param corrupted whether both were given corrupted samples
    record Compared(int components, double mse, double pcaMse, boolean corrupted) implements Referee {
        @Override
        public String sentence() {
            return String.format(
                    Locale.ROOT,
                    "PCA with the same code size of %d%s: squared error %.5f per feature; this model: %.5f, %s",
                    components, corrupted ? ", given the same corrupted samples" : "", pcaMse, mse, verdict());
        }

        private String verdict() {
            double ratio = mse / pcaMse;
            if (ratio >= 2) {
                return String.format(Locale.ROOT, "%.1f times as high", ratio);
            }
            long percent = Math.round((ratio - 1) * 100);
            return percent == 0 ? "about the same" : Math.abs(percent) + (percent < 0 ? " % lower" : " % higher");
        }
    }

    /// There is no fair rival.
    record Skipped(String sentence) implements Referee {}

    /// Compares a model with its rival.
    ///
    /// @param mse the model's squared error per feature on the test samples, corrupted with `seed`
    static Referee judge(TrainedAutoencoder model, DataSplit data, double mse, long seed) {
        int features = data.train().shape().size();
        int components = model.spec().codeShape().size();
        if (components >= features) {
            return new Skipped("no comparison with PCA: a code of %d numbers for %d features compresses nothing"
                    .formatted(components, features));
        }
        if (features > MOST_FEATURES) {
            return new Skipped("no comparison with PCA: samples have %d features, more than %d"
                    .formatted(features, MOST_FEATURES));
        }
        var pca = Pca.fit(data.train());
        boolean corrupted = !(model.spec().corruption() instanceof None);
        double rival = corrupted
                ? error(pca.reconstruct(model.corrupt(data.test(), seed), components), data.test())
                : pca.reconstructionError(data.test(), components);
        return new Compared(components, mse, rival, corrupted);
    }

    private static double error(float[][] reconstructions, Dataset clean) {
        double sum = 0;
        for (int i = 0; i < reconstructions.length; i++) {
            var sample = clean.sample(i);
            for (int f = 0; f < sample.length; f++) {
                double difference = reconstructions[i][f] - sample[f];
                sum += difference * difference;
            }
        }
        return sum / ((double) clean.size() * clean.shape().size());
    }
}
