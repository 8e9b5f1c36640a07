package dev.hourglass.model;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.internal.exec.InferenceGraphs;
import dev.hourglass.internal.exec.Network;
import dev.hourglass.internal.file.OwnedFloats;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.metric.Fidelity;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.loss.ClassProbabilities;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A spec with trained weights. Immutable; every method may be called from many threads at once, and gives the same bits
/// from any of them.
public final class TrainedAutoencoder {
    /// Numbers of the reconstructions that are held in memory at once, where nothing but their errors is wanted.
    private static final int MOST_AT_A_TIME = 1 << 22;

    private final Autoencoder spec;
    private final Network network;
    private final Map<String, String> metadata;
    private final KnownClasses classes;

    private TrainedAutoencoder(Autoencoder spec, Network network, Map<String, String> metadata) {
        this.spec = spec;
        this.network = network;
        this.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        this.classes = KnownClasses.of(spec, metadata);
    }

    /// A model of given weights.
    ///
    /// @param weights all tensors, by the names, in the order and of the shapes that the spec implies
    /// @throws SpecException naming the first tensor that does not fit
    public static TrainedAutoencoder of(Autoencoder spec, List<Weights> weights, Map<String, String> metadata) {
        var graphs = InferenceGraphs.of(spec);
        return of(graphs, new OwnedFloats(WeightLayout.join(graphs.tensors(), weights)), metadata);
    }

    /// A model of given weights.
    ///
    /// @param parameters the values of all tensors in file order, copied
    /// @throws SpecException if the spec has another number of weights and biases
    public static TrainedAutoencoder of(Autoencoder spec, float[] parameters, Map<String, String> metadata) {
        return of(spec, new OwnedFloats(parameters.clone()), metadata);
    }

    /// A model of weights that nobody else holds, for packages of this module.
    ///
    /// @param parameters the values of all tensors in file order
    /// @throws SpecException if the spec has another number of weights and biases
    @SuppressWarnings("exports") // nobody outside can name the type
    public static TrainedAutoencoder of(Autoencoder spec, OwnedFloats parameters, Map<String, String> metadata) {
        ParameterCount.require(spec, parameters.values().length);
        return of(InferenceGraphs.of(spec), parameters, metadata);
    }

    /// A model of weights that nobody else holds, for packages of this module.
    ///
    /// @param graphs of its spec, which other models may share
    /// @param parameters the values of all tensors in file order
    @SuppressWarnings("exports") // nobody outside can name the types
    public static TrainedAutoencoder of(
            InferenceGraphs graphs, OwnedFloats parameters, Map<String, String> metadata) {
        var network = new Network(graphs, parameters.values(), Kernels.best());
        return new TrainedAutoencoder(graphs.spec(), network, metadata);
    }

    /// A model as a training begins with it: of random weights.
    ///
    /// @param seed decides the weights
    public static TrainedAutoencoder initial(Autoencoder spec, long seed) {
        var graphs = InferenceGraphs.of(spec);
        return of(graphs, new OwnedFloats(graphs.initialWeights(seed)), Map.of());
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

    Network network() {
        return network;
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

    /// The names of the classes 0, 1 and so on of a classifier or a conditional model: what it was trained on calls them so.
    /// Their numbers where the model stores no names; empty for a model without classes.
    ///
    /// Wherever samples with labels are given to the model, their classes are matched with these by name.
    public List<String> classNames() {
        return classes.names();
    }

    /// The same model with names for its classes, which are stored with it.
    ///
    /// @throws SpecException if there is not a name of its own for each class
    public TrainedAutoencoder withClassNames(List<String> names) {
        return withMetadata(KnownClasses.of(spec, names).metadata());
    }

    /// The number of the class that is called so.
    ///
    /// @throws SpecException naming the classes that the model knows, if it is none of them
    public int classNumber(String name) {
        return classes.number(name);
    }

    /// Labels of the model's own classes.
    ///
    /// @param numbers of the classes of some samples, counted from 0
    /// @throws DataException if there is no such class
    public Labels labels(int... numbers) {
        return classes.labels(numbers);
    }

    /// Samples with their labels numbered as the model's classes are, matched by name; as they are where it has none.
    ///
    /// @throws DataException if they have no labels, or a class that the model does not know
    public Dataset withOwnClasses(Dataset data) {
        return DataFit.numbered(spec, classes, data);
    }

    /// Lets the JVM compile the loops over one sample and over many, which takes a second or two, once for all models of layers
    /// like these. Worth a call before the first pass in a program such as a scoring server, whose first answers should not take
    /// many times as long as the others.
    public void warmUp() {
        network.warmUp();
    }

    /// All tensors in file order, copied.
    public List<Weights> weights() {
        return network.graph().tensors().stream().map(this::copy).toList();
    }

    private Weights copy(ParameterTensor tensor) {
        return Weights.owning(
                tensor.name(), tensor.shape(), Arrays.copyOfRange(network.weights(), tensor.offset(), tensor.end()));
    }

    public long parameterCount() {
        return network.graph().parameters();
    }

    /// SHA-256 of all weights in file order, as little-endian floats, in hexadecimal.
    public String weightsSha256() {
        return WeightLayout.sha256(weights());
    }

    /// Codes `[sample][feature of the code]`; of a variational model the means.
    ///
    /// @throws DataException if the samples have another shape than the model's input
    public float[][] encode(Dataset data) {
        return network.encode(fitting(data));
    }

    /// Codes `[sample][feature of the code]`; of a variational model the means.
    ///
    /// @param samples `[sample][feature]`
    /// @throws DataException if a sample has another number of features, or one that is not finite, and if the model is
    ///     conditioned on labels, which a [Dataset] can have
    public float[][] encode(float[][] samples) {
        return encode(SampleBuffers.rows("samples", spec.input(), samples));
    }

    /// Writes the codes of samples into an array, without memory of their size.
    ///
    /// @param samples `[sample][feature]`, one sample behind the other
    /// @param codes `[sample][feature of the code]`; what is left of a longer array stays as it is
    /// @throws DataException if there are not whole samples, if one has a number that is not finite, if there is no room for the
    ///     codes, and if the model is conditioned on labels; some codes may then have been written
    public void encode(float[] samples, float[] codes) {
        encode(FloatBuffer.wrap(samples), FloatBuffer.wrap(codes));
    }

    /// Likewise, from and to the remaining numbers of buffers on the heap or outside, whose positions stay. They must not overlap.
    public void encode(FloatBuffer samples, FloatBuffer codes) {
        var rows = fitting(SampleBuffers.rows("samples", spec.input(), samples));
        network.encode(rows, SampleBuffers.room("codes", rows.size(), spec.codeShape(), codes));
    }

    /// The code of one sample, likewise.
    ///
    /// @param sample `[feature]`
    /// @return `[feature of the code]`
    public float[] encode(float[] sample) {
        return encode(new float[][] {sample})[0];
    }

    /// Codes `[sample][feature of the code]` to reconstructions `[sample][feature]`; probabilities under cross-entropy.
    ///
    /// @throws DataException if a code has another number of features, or one that is not finite, and if the model is
    ///     conditioned on labels
    public float[][] decode(float[][] codes) {
        return decode(SampleBuffers.rows("codes", spec.codeShape(), codes));
    }

    /// Codes as a conditional model decodes them; a model that is not conditioned takes no notice of the labels.
    ///
    /// @param labels the class of each code, matched by name; [#labels] makes them of numbers
    /// @throws DataException if a code or a label does not fit
    public float[][] decode(float[][] codes, Labels labels) {
        var rows = SampleBuffers.rows("codes", spec.codeShape(), codes);
        return decode(Dataset.ofFloats(
                rows.name(), rows.shape(), rows.size(), (sample, code) -> rows.read(sample, 0, code.length, code, 0, 1),
                Optional.of(labels)));
    }

    /// Writes the reconstructions of codes into an array, without memory of their size.
    ///
    /// @param codes `[sample][feature of the code]`, one code behind the other
    /// @param reconstructions `[sample][feature]`; what is left of a longer array stays as it is
    /// @throws DataException if there are not whole codes, if one has a number that is not finite, if there is no room for the
    ///     reconstructions, and if the model is conditioned on labels; some reconstructions may then have been written
    public void decode(float[] codes, float[] reconstructions) {
        decode(FloatBuffer.wrap(codes), FloatBuffer.wrap(reconstructions));
    }

    /// Likewise, from and to the remaining numbers of buffers on the heap or outside, whose positions stay. They must not overlap.
    public void decode(FloatBuffer codes, FloatBuffer reconstructions) {
        requireDecoder();
        var rows = withConditions(SampleBuffers.rows("codes", spec.codeShape(), codes));
        network.decode(rows, SampleBuffers.room("reconstructions", rows.size(), spec.input(), reconstructions));
    }

    private float[][] decode(Dataset codes) {
        requireDecoder();
        return network.decode(withConditions(codes));
    }

    /// Codes with their labels numbered as those of a conditional model.
    private Dataset withConditions(Dataset codes) {
        return spec.latent().classes() > 0 ? withOwnClasses(codes) : codes;
    }

    /// Reconstructions `[sample][feature]`; probabilities under cross-entropy. The input is taken as it is, not corrupted.
    ///
    /// @throws DataException if the samples have another shape than the model's input
    public float[][] reconstruct(Dataset data) {
        requireReconstructions();
        return network.reconstruct(fitting(data));
    }

    /// Reconstructions `[sample][feature]`; probabilities under cross-entropy.
    ///
    /// @param samples `[sample][feature]`
    /// @throws DataException if a sample has another number of features, or one that is not finite, and if the model is
    ///     conditioned on labels, which a [Dataset] can have
    public float[][] reconstruct(float[][] samples) {
        return reconstruct(SampleBuffers.rows("samples", spec.input(), samples));
    }

    /// Writes the reconstructions of samples into an array, without memory of their size.
    ///
    /// @param samples `[sample][feature]`, one sample behind the other
    /// @param reconstructions likewise; what is left of a longer array stays as it is
    /// @throws DataException if there are not whole samples, if one has a number that is not finite, if there is no room for the
    ///     reconstructions, and if the model is conditioned on labels; some reconstructions may then have been written
    public void reconstruct(float[] samples, float[] reconstructions) {
        reconstruct(FloatBuffer.wrap(samples), FloatBuffer.wrap(reconstructions));
    }

    /// Likewise, from and to the remaining numbers of buffers on the heap or outside, whose positions stay. They must not overlap.
    public void reconstruct(FloatBuffer samples, FloatBuffer reconstructions) {
        requireReconstructions();
        var rows = fitting(SampleBuffers.rows("samples", spec.input(), samples));
        network.reconstruct(rows, SampleBuffers.room("reconstructions", rows.size(), spec.input(), reconstructions));
    }

    /// The reconstruction of one sample, likewise.
    ///
    /// @param sample `[feature]`
    public float[] reconstruct(float[] sample) {
        return reconstruct(new float[][] {sample})[0];
    }

    /// What each layer makes of a sample on its way to the reconstruction, in forward order. A layer and what follows it without weights,
    /// such as a pooling, may be one.
    ///
    /// @param samples of which the first is passed
    /// @throws DataException if there is none, or it does not fit the model
    public List<LayerActivation> activations(Dataset samples) {
        return LayerActivation.of(spec, network.outputs(usable(samples)));
    }

    /// The error of each sample: the squared difference between the sample as it is and its reconstruction, as a mean over
    /// features. What a model has not seen in training tends to have a high one (Hawkins et al. 2002).
    ///
    /// The mean over samples is `mse` of [#evaluate], where the spec has no corruption and the code is not drawn.
    ///
    /// @throws SpecException if the model is a classifier
    /// @throws DataException if the samples do not fit the model
    public double[] score(Dataset data) {
        requireReconstructions();
        var known = fitting(data);
        var errors = new double[data.size()];
        int count = Math.max(1, MOST_AT_A_TIME / data.shape().size());
        for (int from = 0; from < errors.length; from += count) {
            var block = known.slice(from, Math.min(from + count, errors.length));
            var own = Fidelity.squaredErrors(block, network.reconstruct(block));
            System.arraycopy(own, 0, errors, from, own.length);
        }
        return errors;
    }

    private void requireDecoder() {
        requireReconstructions();
        if (!spec.decodesCodes()) {
            throw new SpecException(
                    "the model has skip connections and cannot decode a code alone; reconstruct samples, or train a model without concatenate and add");
        }
    }

    private void requireReconstructions() {
        if (spec.outputs() instanceof ClassProbabilities(var loss)) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "the model is a classifier of %d classes and cannot reconstruct; use the autoencoder that it was trained from",
                            loss.classes()));
        }
    }

    /// What stands at the end of the network, `[sample][output]`: reconstructions, or a classifier's probabilities.
    float[][] outputs(Dataset data) {
        return network.reconstruct(fitting(data));
    }

    /// The samples with the spec's own corruption, the same for the same seed; as they are where it has none.
    ///
    /// @throws DataException if the samples have another shape than the model's input
    public Dataset corrupt(Dataset data, long seed) {
        var fitting = fitting(data);
        if (spec.corruption() instanceof NoCorruption) {
            return data;
        }
        var rows = network.corrupt(fitting, seed);
        var corrupted = Dataset.ofFloats(data.name(), data.shape(), rows.length,
                (sample, features) -> System.arraycopy(rows[sample], 0, features, 0, features.length), data.labels());
        return data.sampleNames().isEmpty() ? corrupted : corrupted.withSampleNames(data.sampleNames());
    }

    /// The objective and other measures on some samples, with inputs corrupted and codes drawn as in training.
    ///
    /// @throws DataException if there are no samples, or if they do not fit the model
    public Evaluation evaluate(Dataset data, long seed) {
        return ModelEvaluator.evaluate(this, data, seed);
    }

    /// Samples to evaluate the model on.
    ///
    /// @throws DataException if there are none, or if they do not fit the model
    Dataset usable(Dataset data) {
        var fitting = fitting(data);
        if (data.size() == 0) {
            throw new DataException(data.name() + ": expected at least one sample, found none");
        }
        return fitting;
    }

    /// @throws DataException if the samples do not fit the model
    Dataset fitting(Dataset data) {
        return DataFit.fitting(spec, classes, data);
    }
}
