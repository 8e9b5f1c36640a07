package dev.hourglass.model;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.metric.Posterior;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.GaussianLatent;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A variational autoencoder: a model whose codes are distributions, which new samples can be drawn from. Immutable; every method
/// may be called from many threads at once.
public final class VariationalModel {
    private final TrainedAutoencoder model;
    private final GaussianLatent latent;

    private VariationalModel(TrainedAutoencoder model, GaussianLatent latent) {
        this.model = model;
        this.latent = latent;
    }

    /// A model as what it is.
    ///
    /// @throws SpecException if its code is not variational
    public static VariationalModel of(TrainedAutoencoder model) {
        if (model.spec().latent() instanceof GaussianLatent latent) {
            return new VariationalModel(model, latent);
        }
        throw new SpecException(
                "the model is not variational: it has no posteriors, no likelihood and nothing to sample from; train one with latent: gaussian");
    }

    /// The model, to encode, decode and save.
    public TrainedAutoencoder model() {
        return model;
    }

    /// The distributions of codes that the encoder gives for samples.
    ///
    /// @throws DataException if the samples have another shape than the model's input
    public Posterior posterior(Dataset data) {
        var moments = model.network().moments(model.fitting(data));
        return new Posterior(columns(moments, 0, latent.size()), columns(moments, latent.size(), 2 * latent.size()));
    }

    private static float[][] columns(float[][] rows, int from, int to) {
        return Arrays.stream(rows).map(row -> Arrays.copyOfRange(row, from, to)).toArray(float[][]::new);
    }

    /// Codes `[sample][dimension]` drawn from the standard normal prior.
    public float[][] drawCodes(int count, long seed) {
        var random = new SplittableRandom(seed);
        var codes = new float[count][latent.size()];
        for (var code : codes) {
            for (int i = 0; i < code.length; i++) {
                code[i] = (float) random.nextGaussian();
            }
        }
        return codes;
    }

    /// New samples `[sample][feature]`: decoded draws from the prior. Those of a conditional model are of its classes in turn.
    public float[][] sample(int count, long seed) {
        var codes = drawCodes(count, seed);
        int classes = latent.classes();
        return classes == 0
                ? model.decode(codes)
                : model.decode(codes, model.labels(IntStream.range(0, count).map(i -> i % classes).toArray()));
    }

    /// New samples `[sample][feature]` of one class.
    ///
    /// @param className one of [TrainedAutoencoder#classNames]
    /// @throws SpecException if the model is not conditioned on labels, or has no such class
    public float[][] sample(int count, String className, long seed) {
        requireConditional();
        return sample(count, model.classNumber(className), seed);
    }

    /// New samples `[sample][feature]` of one class.
    ///
    /// @param label the number of the class, as [TrainedAutoencoder#classNumber] has it
    /// @throws SpecException if the model is not conditioned on labels, or has no such class
    public float[][] sample(int count, int label, long seed) {
        requireConditional();
        int classes = latent.classes();
        if (label < 0 || label >= classes) {
            throw new SpecException(
                    String.format(Locale.ROOT, "expected a class from 0 to %d, found %d", classes - 1, label));
        }
        var all = new int[count];
        Arrays.fill(all, label);
        return model.decode(drawCodes(count, seed), model.labels(all));
    }

    private void requireConditional() {
        if (latent.classes() == 0) {
            throw new SpecException(
                    "only a conditional model generates samples of a class; train one with latent: {gaussian: {classes: ...}}");
        }
    }

    /// The log-likelihood that the model assigns to some samples, uncorrupted, estimated by drawing codes from their posteriors.
    ///
    /// @param draws codes of each sample, at least 1; published results take 5,000
    /// @throws DataException if there are no samples, or if they do not fit the model
    public Likelihood likelihood(Dataset data, int draws, long seed) {
        var known = model.usable(data);
        if (draws < 1) {
            throw new IllegalArgumentException("draws must be at least 1, found " + draws);
        }
        var estimates = Arrays.asList(model.network().likelihoods(known, draws, seed));
        double divergence = Arrays.stream(posterior(known).klPerDimension()).sum();
        return new Likelihood(
                draws, -ModelEvaluator.mean(estimates, e -> e[0]), ModelEvaluator.mean(estimates, e -> e[1]),
                divergence);
    }
}
