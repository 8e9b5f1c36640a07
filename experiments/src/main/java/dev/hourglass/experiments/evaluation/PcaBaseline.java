package dev.hourglass.experiments.evaluation;

import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.metric.Pca;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.corruption.NoCorruption;
import java.util.Locale;

/// The PCA baseline: what the best linear code of the same size achieves on the same test samples.
///
/// Principal components are fitted on the training samples. For a denoiser, they are given the same corrupted samples, and
/// both are compared with the clean ones.
public sealed interface PcaBaseline {
    /// Numbers in a sample above which components are not computed.
    int MOST_FEATURES = 1024;

    /// One sentence for people.
    String sentence();

    /// Both errors.
    ///
    /// @param components of the baseline: the code size
    /// @param mse the model's squared error per feature
    /// @param pcaMse the baseline's
    /// @param power the mean square of the samples' values, against which errors are measured that are only rounding
    /// @param corrupted whether both were given corrupted samples
    record Compared(int components, double mse, double pcaMse, double power, boolean corrupted) implements PcaBaseline {
        /// The largest ratio that is worth a number.
        private static final double MOST = 1000;
        /// An error of a smaller share of the power is that of single precision.
        private static final double ROUNDING = 1e-12;
        /// A smaller error has no digits in five decimals.
        private static final double SMALL = 1e-4;

        @Override
        public String sentence() {
            return String.format(Locale.ROOT,
                    "PCA with the same code size of %d%s: squared error %s per feature; this model: %s, %s", components,
                    corrupted ? ", given the same corrupted samples" : "", digits(pcaMse),
                    digits(mse), verdict());
        }

        private static String digits(double error) {
            return String.format(Locale.ROOT, error > 0 && error < SMALL ? "%.1e" : "%.5f", error);
        }

        private String verdict() {
            if (!Double.isFinite(mse) || !Double.isFinite(pcaMse)) {
                return "which cannot be compared";
            }
            if (Math.max(mse, pcaMse) <= ROUNDING * power) {
                return "both exact except for rounding";
            }
            double ratio = mse / pcaMse;
            if (ratio > MOST) {
                return String.format(
                        Locale.ROOT,
                        "more than %,.0f times as high: %d components reconstruct these samples almost exactly",
                        MOST, components);
            }
            if (ratio >= 2) {
                return String.format(Locale.ROOT, "%.1f times as high", ratio);
            }
            long percent = Math.round((ratio - 1) * 100);
            return percent == 0 ? "about the same" : Math.abs(percent) + (percent < 0 ? " % lower" : " % higher");
        }
    }

    /// There is no fair comparison.
    record Skipped(String sentence) implements PcaBaseline {}

    /// Compares a model with PCA.
    ///
    /// @param mse the model's squared error per feature on the test samples, corrupted with `seed`
    static PcaBaseline compare(TrainedAutoencoder model, DataSplit data, double mse, long seed) {
        int features = data.train().shape().size();
        int components = model.spec().codeShape().size();
        if (components >= features) {
            return new Skipped(String.format(Locale.ROOT,
                    "no comparison with PCA: a code of size %d does not compress %d features", components,
                    features));
        }
        if (data.train().size() == 0) {
            return new Skipped("no comparison with PCA: there are no training samples besides the one to evaluate");
        }
        if (features > MOST_FEATURES) {
            return new Skipped(String.format(Locale.ROOT,
                    "no comparison with PCA: samples have %d features, more than %d", features, MOST_FEATURES));
        }
        var pca = Pca.fit(data.train(), components);
        boolean corrupted = !(model.spec().corruption() instanceof NoCorruption);
        double pcaMse = corrupted
                ? error(pca.reconstruct(model.corrupt(data.test(), seed), components), data.test())
                : pca.reconstructionError(data.test(), components);
        return new Compared(components, mse, pcaMse, power(data.test()), corrupted);
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

    private static double power(Dataset data) {
        double sum = 0;
        for (int i = 0; i < data.size(); i++) {
            for (float value : data.sample(i)) {
                sum += (double) value * value;
            }
        }
        return sum / ((double) data.size() * data.shape().size());
    }
}
