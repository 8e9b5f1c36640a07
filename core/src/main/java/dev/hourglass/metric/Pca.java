package dev.hourglass.metric;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/// Principal component analysis (Hotelling 1933) in double precision: of all linear autoencoders with a code of a given
/// size the one with the smallest squared reconstruction error (Baldi and Hornik 1989).
///
/// Immutable and thread-safe. The same data gives the same bits on any number of threads.
public final class Pca {
    /// Samples with more features are refused: the work grows with the cube of their number.
    public static final int MAX_FEATURES = 4096;

    private final Shape shape;
    private final double[] mean;
    private final double[][] components;
    private final double[] explainedVariance;

    private Pca(Shape shape, double[] mean, double[][] components, double[] explainedVariance) {
        this.shape = shape;
        this.mean = mean;
        this.components = components;
        this.explainedVariance = explainedVariance;
    }

    /// Finds all components of the samples, on all available processors: about a second for the 60,000 MNIST pictures.
    ///
    /// @throws DataException if there are no samples, or samples of more than [#MAX_FEATURES] features
    public static Pca fit(Dataset data) {
        return fit(data, data.shape().size());
    }

    /// Finds the first components of the samples, on all available processors: about half a second for 36 of the 60,000 MNIST
    /// pictures.
    ///
    /// @throws DataException if there are no samples, or samples of more than [#MAX_FEATURES] features
    /// @throws IllegalArgumentException if there are not that many components, or less than one is asked for
    public static Pca fit(Dataset data, int components) {
        return fit(data, components, Runtime.getRuntime().availableProcessors());
    }

    static Pca fit(Dataset data, int components, int threads) {
        if (data.size() == 0) {
            throw new DataException(data.name(), "expected at least one sample to find components of, found none");
        }
        int features = data.shape().size();
        if (features > MAX_FEATURES) {
            throw new DataException(data.name(),
                    String.format(Locale.ROOT,
                            "expected samples of at most %d features for principal components, found %d", MAX_FEATURES,
                            features));
        }
        requireComponents(components, features);
        try (var pool = new ForkJoinPool(threads)) {
            return pool.submit(() -> fitted(data, components)).join();
        }
    }

    private static Pca fitted(Dataset data, int components) {
        var covariance = Covariance.of(data);
        double total = covariance.total();
        var eigen = SymmetricEigen.leading(covariance.matrix, components);
        double[] ratios = Arrays.stream(eigen.values)
                .map(variance -> total == 0 ? 0 : Math.max(variance, 0) / total)
                .toArray();
        return new Pca(data.shape(), covariance.mean, eigen.vectors, ratios);
    }

    /// The share of the total variance that lies along each component that was found, largest first; those of all components sum
    /// to 1, or are all 0 where every sample is the same.
    public double[] explainedVariance() {
        return explainedVariance.clone();
    }

    /// The mean of the fitted samples, copied: `[feature]`.
    public double[] mean() {
        return mean.clone();
    }

    /// The first components, copied: `[component][feature]`, orthonormal rows.
    ///
    /// @throws IllegalArgumentException if there are not that many, or less than one is asked for
    public double[][] components(int count) {
        requireComponents(count, components.length);
        return Arrays.stream(components, 0, count).map(double[]::clone).toArray(double[][]::new);
    }

    /// Coordinates along the first components, counted from the mean of the fitted samples. Of each component the entry
    /// with the largest magnitude is positive.
    ///
    /// @return `[sample][component]`
    /// @throws DataException if the samples are of another shape than those fitted
    /// @throws IllegalArgumentException if there are not that many components, or less than one is asked for
    public float[][] encode(Dataset data, int components) {
        var projection = projection(data, components);
        return samples(data).mapToObj(i -> toFloats(projection.encode(data.sample(i)))).toArray(float[][]::new);
    }

    /// The samples reconstructed from their first components.
    ///
    /// @return `[sample][feature]`
    /// @throws DataException if the samples are of another shape than those fitted
    /// @throws IllegalArgumentException if there are not that many components, or less than one is asked for
    public float[][] reconstruct(Dataset data, int components) {
        var projection = projection(data, components);
        return samples(data).mapToObj(i -> toFloats(projection.reconstruct(data.sample(i)))).toArray(float[][]::new);
    }

    /// The squared difference between samples and reconstructions, averaged over features and samples.
    ///
    /// @throws DataException if there are no samples or they are of another shape than those fitted
    /// @throws IllegalArgumentException if there are not that many components, or less than one is asked for
    public double reconstructionError(Dataset data, int components) {
        var projection = projection(data, components);
        if (data.size() == 0) {
            throw new DataException(data.name(), "expected at least one sample to measure, found none");
        }
        double[] errors = samples(data).mapToDouble(i -> projection.squaredError(data.sample(i))).toArray();
        double sum = 0;
        for (double error : errors) sum += error;
        return sum / errors.length / shape.size();
    }

    private Projection projection(Dataset data, int count) {
        if (!data.shape().equals(shape)) {
            throw new DataException(data.name(),
                    String.format(Locale.ROOT,
                            "expected samples of shape %s like those the components were found in, found %s", shape,
                            data.shape()));
        }
        requireComponents(count, components.length);
        return Projection.of(mean, Arrays.copyOf(components, count));
    }

    private static void requireComponents(int count, int most) {
        if (count < 1 || count > most) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "components: expected 1 to %d, found %d", most, count));
        }
    }

    private static IntStream samples(Dataset data) {
        return IntStream.range(0, data.size()).parallel();
    }

    private static float[] toFloats(double[] values) {
        var floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
