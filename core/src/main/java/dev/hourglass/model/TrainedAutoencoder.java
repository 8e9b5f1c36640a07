package dev.hourglass.model;

import dev.hourglass.internal.exec.InpaintingError;
import dev.hourglass.internal.exec.Network;
import dev.hourglass.internal.exec.SampleLoss;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.metric.ImageMetrics;
import dev.hourglass.metric.Posterior;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.BinaryCrossEntropy;
import dev.hourglass.spec.Corruption;
import dev.hourglass.spec.Crosshair;
import dev.hourglass.spec.Gaussian;
import dev.hourglass.spec.GaussianNoise;
import dev.hourglass.spec.Masking;
import dev.hourglass.spec.None;
import dev.hourglass.spec.Rectangles;
import dev.hourglass.spec.SaltAndPepper;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// A spec with trained weights. Immutable; every method may be called from many threads at once, and gives the same bits
/// from any of them.
public final class TrainedAutoencoder {
    private final Autoencoder spec;
    private final Network network;
    private final Map<String, String> metadata;

    private TrainedAutoencoder(Autoencoder spec, Network network, Map<String, String> metadata) {
        this.spec = spec;
        this.network = network;
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /// A model of given weights.
    ///
    /// @param weights all tensors, by the names, in the order and of the shapes that the spec implies
    /// @throws SpecException naming the first tensor that does not fit
    public static TrainedAutoencoder of(Autoencoder spec, List<Weights> weights, Map<String, String> metadata) {
        return of(spec, WeightLayout.join(spec, weights), metadata);
    }

    /// A model of given weights.
    ///
    /// @param parameters the values of all tensors in file order, not copied: the caller gives the array away
    /// @throws SpecException if the spec has another number of weights and biases
    public static TrainedAutoencoder of(Autoencoder spec, float[] parameters, Map<String, String> metadata) {
        ParameterCount.require(spec, parameters.length);
        return new TrainedAutoencoder(spec, new Network(spec, parameters, Kernels.best()), metadata);
    }

    /// A model as a training begins with it: of random weights.
    ///
    /// @param seed decides the weights
    public static TrainedAutoencoder initial(Autoencoder spec, long seed) {
        return of(spec, Network.initialWeights(spec, seed), Map.of());
    }

    /// Reads a model file.
    ///
    /// @throws ModelFileException if the file is missing, damaged or not a model
    public static TrainedAutoencoder load(Path file) {
        return ModelFile.read(file);
    }

    /// Writes a model file; one that stood there before is replaced in one step.
    ///
    /// @throws ModelFileException if it cannot be written; a file that stood there before is still there
    public void save(Path file) {
        ModelFile.write(this, file);
    }

    public Autoencoder spec() {
        return spec;
    }

    /// Where the model comes from: names and texts, in the order they were added.
    public Map<String, String> metadata() {
        return metadata;
    }

    /// The same model with more or other metadata.
    public TrainedAutoencoder withMetadata(Map<String, String> more) {
        var all = new LinkedHashMap<>(metadata);
        all.putAll(more);
        return new TrainedAutoencoder(spec, network, all);
    }

    /// Lets the JVM compile the loops over many samples, which takes a second or two, once for all models of layers like
    /// these. Worth a call before the first pass in a program that passes single samples and then many: the JIT fits these
    /// loops to what it has seen, and after single samples it makes them up to four times slower, for as long as the process
    /// lives.
    public void warmUp() {
        network.warmUp();
    }

    /// All tensors in file order, copied.
    public List<Weights> weights() {
        return network.plan().tensors().stream().map(this::copy).toList();
    }

    private Weights copy(ParameterTensor tensor) {
        return new Weights(
                tensor.name(), tensor.shape(), Arrays.copyOfRange(network.weights(), tensor.offset(), tensor.end()));
    }

    public long parameterCount() {
        return network.plan().parameters();
    }

    /// SHA-256 of all weights in file order, as little-endian floats, in hexadecimal.
    public String weightsSha256() {
        return WeightLayout.sha256(weights());
    }

    /// Codes `[sample][feature of the code]`; of a variational model the means.
    ///
    /// @throws DataException if the samples have another shape than the model's input
    public float[][] encode(Dataset data) {
        requireFit(data);
        return network.encode(data);
    }

    /// The distributions of codes that a variational encoder gives for samples.
    ///
    /// @throws SpecException if the model is not variational
    /// @throws DataException if the samples have another shape than the model's input
    public Posterior posterior(Dataset data) {
        requireVariational("has posteriors");
        requireFit(data);
        var moments = network.moments(data);
        int size = spec.codeShape().size();
        return new Posterior(columns(moments, 0, size), columns(moments, size, 2 * size));
    }

    private static float[][] columns(float[][] rows, int from, int to) {
        return Arrays.stream(rows).map(row -> Arrays.copyOfRange(row, from, to)).toArray(float[][]::new);
    }

    /// Codes `[sample][feature of the code]` to reconstructions `[sample][feature]`; probabilities under cross-entropy.
    ///
    /// @throws DataException if a code has another number of features, or one that is not finite, and if the model is
    ///     conditioned on labels
    public float[][] decode(float[][] codes) {
        return decode(codes, Optional.empty());
    }

    /// Codes as a conditional model decodes them; a model that is not conditioned takes no notice of the labels.
    ///
    /// @param labels the class of each code
    /// @throws DataException if a code or a label does not fit
    public float[][] decode(float[][] codes, Labels labels) {
        return decode(codes, Optional.of(labels));
    }

    private float[][] decode(float[][] codes, Optional<Labels> labels) {
        requireReconstructions();
        var data = dataset("codes", spec.codeShape(), codes, labels);
        DataFit.requireLabels(spec, data);
        return network.decode(data);
    }

    /// Reconstructions `[sample][feature]`; probabilities under cross-entropy. The input is taken as it is, not corrupted.
    ///
    /// @throws DataException if the samples have another shape than the model's input
    public float[][] reconstruct(Dataset data) {
        requireReconstructions();
        requireFit(data);
        return network.reconstruct(data);
    }

    private void requireReconstructions() {
        if (spec.isClassifier()) {
            throw new SpecException(
                    "the model is a classifier of %d classes, which reconstructs nothing; ask it for classes with hourglass classify, or take the autoencoder it was made of"
                            .formatted(spec.loss().classes()));
        }
    }

    /// What stands at the end of the network, `[sample][output]`: reconstructions, or a classifier's probabilities.
    float[][] outputs(Dataset data) {
        requireFit(data);
        return network.reconstruct(data);
    }

    /// New samples `[sample][feature]`: decoded draws from the standard normal prior. Those of a conditional model are of
    /// its classes in turn.
    ///
    /// @throws SpecException if the model is not variational
    public float[][] sample(int count, long seed) {
        var codes = drawCodes(count, seed);
        int classes = spec.latent().classes();
        return classes == 0
                ? decode(codes)
                : decode(codes, Labels.of(IntStream.range(0, count).map(i -> i % classes).toArray()));
    }

    /// New samples `[sample][feature]` of one class.
    ///
    /// @throws SpecException if the model is not conditioned on labels, or has no such class
    public float[][] sample(int count, int label, long seed) {
        int classes = spec.latent().classes();
        if (classes == 0) {
            throw new SpecException(
                    "only a conditional model makes samples of a class; train one with latent: {gaussian: {classes: ...}}");
        }
        if (label < 0 || label >= classes) {
            throw new SpecException("expected a class from 0 to %d, found %d".formatted(classes - 1, label));
        }
        var labels = new int[count];
        Arrays.fill(labels, label);
        return decode(drawCodes(count, seed), Labels.of(labels));
    }

    /// Codes `[sample][dimension]` drawn from the standard normal prior.
    ///
    /// @throws SpecException if the model is not variational
    public float[][] drawCodes(int count, long seed) {
        requireVariational("can be sampled from");
        var random = new SplittableRandom(seed);
        var codes = new float[count][spec.codeShape().size()];
        for (var code : codes) {
            for (int i = 0; i < code.length; i++) {
                code[i] = (float) random.nextGaussian();
            }
        }
        return codes;
    }

    private void requireVariational(String what) {
        if (!(spec.latent() instanceof Gaussian)) {
            throw new SpecException(
                    "only a variational autoencoder %s; train one with latent: gaussian".formatted(what));
        }
    }

    /// The samples with the spec's own corruption, the same for the same seed; as they are where it has none.
    ///
    /// @throws DataException if the samples have another shape than the model's input
    public Dataset corrupt(Dataset data, long seed) {
        requireFit(data);
        return spec.corruption() instanceof None
                ? data
                : dataset(data.name(), data.shape(), network.corrupt(data, seed), data.labels());
    }

    /// The objective and other measures on some samples, with inputs corrupted and codes drawn as in training.
    ///
    /// @throws DataException if there are no samples, or if they do not fit the model
    public Evaluation evaluate(Dataset data, long seed) {
        requireUsable(data);
        DataFit.requireTargets(spec, data);
        var costs = Arrays.asList(network.evaluate(data, seed));
        var metrics = new LinkedHashMap<String, Double>();
        metrics.put("loss", mean(costs, cost -> cost.objective()));
        if (spec.isClassifier()) {
            metrics.put("accuracy", mean(costs, cost -> cost.isCorrect() ? 1 : 0));
            return new Evaluation(data.size(), metrics, List.of());
        }
        double squaredError = mean(costs, cost -> cost.squaredError());
        metrics.put("mse", squaredError);
        if (spec.loss() instanceof BinaryCrossEntropy) {
            metrics.put("bce", mean(costs, cost -> cost.reconstruction()));
        }
        boolean isVariational = spec.latent() instanceof Gaussian;
        var klPerDimension = List.<Double>of();
        if (isVariational) {
            double reconstruction = mean(costs, cost -> cost.nats());
            double divergence = mean(costs, cost -> cost.divergence());
            var posterior = posterior(corrupt(data, seed));
            klPerDimension = Arrays.stream(posterior.klPerDimension()).boxed().toList();
            metrics.put("reconstruction", reconstruction);
            metrics.put("kl", divergence);
            metrics.put("elbo", -(reconstruction + divergence));
            metrics.put("active_units", (double) posterior.activeUnits());
        }
        metrics.put("psnr", ImageMetrics.psnr(squaredError));
        if (!(spec.corruption() instanceof None)) {
            metrics.put("psnr_corrupted", ImageMetrics.psnr(mean(costs, cost -> cost.corruptedError())));
        }
        if (isLocal(spec.corruption())) {
            putRepair(costs.stream().map(SampleLoss::repair).toList(), metrics);
        }
        new Sparsity(network, data, seed).addTo(metrics);
        return new Evaluation(data.size(), metrics, klPerDimension);
    }

    /// How probable a variational model holds some samples, uncorrupted, by drawing codes from their posteriors.
    ///
    /// @param draws codes of each sample, at least 1; published results take 5,000
    /// @throws SpecException if the model is not variational
    /// @throws DataException if there are no samples, or if they do not fit the model
    public Likelihood likelihood(Dataset data, int draws, long seed) {
        requireVariational("has a likelihood");
        requireUsable(data);
        if (draws < 1) {
            throw new IllegalArgumentException("draws must be at least 1, found " + draws);
        }
        var estimates = Arrays.asList(network.likelihoods(data, draws, seed));
        double divergence = Arrays.stream(posterior(data).klPerDimension()).sum();
        return new Likelihood(draws, -mean(estimates, e -> e[0]), mean(estimates, e -> e[1]), divergence);
    }

    /// Whether some of a sample is left as it is.
    private static boolean isLocal(Corruption corruption) {
        return switch (corruption) {
            case None _, GaussianNoise _ -> false;
            case Masking _, SaltAndPepper _, Rectangles _, Crosshair _ -> true;
        };
    }

    /// Every changed feature of every sample weighs the same.
    private static void putRepair(List<InpaintingError> repairs, Map<String, Double> metrics) {
        long features = repairs.stream().mapToLong(InpaintingError::features).sum();
        if (features > 0) {
            metrics.put("mse_inside", sum(repairs, InpaintingError::after) / features);
            metrics.put("mse_inside_corrupted", sum(repairs, InpaintingError::before) / features);
        }
    }

    /// Refuses data that the model cannot be trained or judged on.
    ///
    /// @throws DataException saying why
    private void requireUsable(Dataset data) {
        requireFit(data);
        if (data.size() == 0) {
            throw new DataException(data.name() + ": expected at least one sample, found none");
        }
    }

    private void requireFit(Dataset data) {
        DataFit.require(spec, data);
    }

    private static <T> double mean(List<T> costs, ToDoubleFunction<T> part) {
        return sum(costs, part) / costs.size();
    }

    private static <T> double sum(List<T> costs, ToDoubleFunction<T> part) {
        return costs.stream().mapToDouble(part).sequential().sum();
    }

    private static Dataset dataset(String name, Shape shape, float[][] rows, Optional<Labels> labels) {
        var values = new float[Math.multiplyExact(rows.length, shape.size())];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != shape.size()) {
                throw new DataException("%s: row %d: expected %d features, found %d"
                        .formatted(name, i, shape.size(), rows[i].length));
            }
            System.arraycopy(rows[i], 0, values, i * shape.size(), shape.size());
        }
        return Dataset.ofFloats(name, shape, values, labels);
    }
}
