package dev.hourglass.metric;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// How like samples their reconstructions are. Each measure is computed when it is asked for; the same input gives the same bits on
/// any number of threads.
public final class Fidelity {
    /// A reconstruction is taken to be no nearer than this to 0 and 1 where its logarithm is asked for: one pixel that
    /// is wrong and sure of itself would make the cross-entropy infinite. Keras takes the same number.
    private static final double LEAST_PROBABILITY = 1e-7;

    private final Dataset data;
    private final float[][] reconstructions;
    /// Of each sample, per feature.
    private final double[] errors;

    private Fidelity(Dataset data, float[][] reconstructions, double[] errors) {
        this.data = data;
        this.reconstructions = reconstructions;
        this.errors = errors;
    }

    /// Compares samples with their reconstructions.
    ///
    /// @param reconstructions `[sample][feature]`, kept and not to be changed
    /// @throws DataException if there are no samples, or not a reconstruction for each
    public static Fidelity of(Dataset data, float[][] reconstructions) {
        if (data.size() == 0 || reconstructions.length != data.size()) {
            throw new DataException(data.name(),
                    String.format(Locale.ROOT,
                            "expected at least one sample and a reconstruction for each, found %d and %d", data.size(),
                            reconstructions.length));
        }
        return new Fidelity(data, reconstructions, squaredErrors(data, reconstructions));
    }

    /// The squared error per feature.
    public double meanSquaredError() {
        return mean(errors);
    }

    /// In nats per feature; empty unless samples and reconstructions are all in 0..1.
    public OptionalDouble crossEntropy() {
        double mean = mean(each(
                data, i -> crossEntropy(data.sample(i), reconstructions[i]) / data.shape().size()));
        return Double.isNaN(mean) ? OptionalDouble.empty() : OptionalDouble.of(mean);
    }

    /// The mean structural similarity; empty unless samples are pictures that [Ssim] applies to.
    public OptionalDouble ssim() {
        return Ssim.appliesTo(data.shape())
                ? OptionalDouble.of(mean(each(data, i -> Ssim.of(data.shape(), data.sample(i), reconstructions[i]))))
                : OptionalDouble.empty();
    }

    /// The same for each channel of pictures, in their order; empty where samples are no pictures.
    public List<ChannelFidelity> byChannel() {
        var shape = data.shape();
        if (!shape.isImage()) {
            return List.of();
        }
        return IntStream.range(0, shape.channels()).mapToObj(channel -> {
            double error = mean(each(
                    data, i -> squaredError(plane(data.sample(i), channel), plane(reconstructions[i], channel))));
            var similarity = Ssim.appliesTo(shape)
                    ? OptionalDouble.of(mean(each(
                            data, i -> Ssim.ofChannel(shape, data.sample(i), reconstructions[i], channel))))
                    : OptionalDouble.empty();
            return new ChannelFidelity(channel, error, similarity);
        }).toList();
    }

    private float[] plane(float[] picture, int channel) {
        int channels = data.shape().channels();
        var plane = new float[picture.length / channels];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = picture[i * channels + channel];
        }
        return plane;
    }

    private static double squaredError(float[] sample, float[] reconstruction) {
        return squaredError(sample, reconstruction, 0, sample.length) / sample.length;
    }

    /// The squared error of each class that occurs, in the order of classes; empty where there are no labels.
    public List<ClassError> byClass() {
        return data.labels().map(labels -> byClass(labels, errors)).orElse(List.of());
    }

    /// The squared error of each sample, as a mean over its features. Missing features have an error of 0.
    ///
    /// @param reconstructions `[sample][feature]`, one for each sample
    /// @throws DataException if one has another number of features
    public static double[] squaredErrors(Dataset data, float[][] reconstructions) {
        int features = data.shape().size();
        for (var reconstruction : reconstructions) {
            if (reconstruction.length != features) {
                throw new DataException(data.name(), String.format(Locale.ROOT,
                        "expected reconstructions of %d features, found %d", features, reconstruction.length));
            }
        }
        return each(data, i -> squaredError(data.sample(i), reconstructions[i], 0, features) / features);
    }

    /// The mean over features of each sample's squared difference from its reconstruction; missing features have none.
    ///
    /// @param samples `[sample][feature]`, one behind the other
    /// @param reconstructions likewise
    /// @param features of a sample, at least 1
    public static double[] squaredErrors(float[] samples, float[] reconstructions, int features) {
        var errors = new double[samples.length / features];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = squaredError(samples, reconstructions, i * features, features) / features;
        }
        return errors;
    }

    private static List<ClassError> byClass(Labels labels, double[] errors) {
        var names = labels.names();
        var sums = new double[labels.classes()];
        var counts = new int[labels.classes()];
        for (int i = 0; i < errors.length; i++) {
            sums[labels.of(i)] += errors[i];
            counts[labels.of(i)]++;
        }
        return IntStream.range(0, sums.length)
                .filter(c -> counts[c] > 0)
                .mapToObj(c -> new ClassError(c, names.get(c), counts[c], sums[c] / counts[c]))
                .toList();
    }

    private static double squaredError(float[] sample, float[] reconstruction, int from, int features) {
        double sum = 0;
        for (int i = from; i < from + features; i++) {
            double difference = Float.isNaN(sample[i]) ? 0 : (double) sample[i] - reconstruction[i];
            sum += difference * difference;
        }
        return sum;
    }

    /// NaN where a number is not in 0..1.
    private static double crossEntropy(float[] sample, float[] reconstruction) {
        double sum = 0;
        for (int i = 0; i < sample.length; i++) {
            double p = reconstruction[i];
            if (!(p >= 0 && p <= 1 && sample[i] >= 0 && sample[i] <= 1)) {
                return Double.NaN;
            }
            sum -= logLikelihood(sample[i], Math.clamp(p, LEAST_PROBABILITY, 1 - LEAST_PROBABILITY));
        }
        return sum;
    }

    /// Most pixels are black, and a logarithm takes long: one with the factor 0 is not computed.
    private static double logLikelihood(float value, double p) {
        if (value == 0) {
            return StrictMath.log(1 - p);
        }
        return value == 1 ? StrictMath.log(p) : value * StrictMath.log(p) + (1 - value) * StrictMath.log(1 - p);
    }

    private static double[] each(Dataset data, IntToDoubleFunction measure) {
        return IntStream.range(0, data.size()).parallel().mapToDouble(measure).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sequential().sum() / values.length;
    }
}
