package dev.hourglass.model;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.InpaintingError;
import dev.hourglass.internal.exec.Network;
import dev.hourglass.internal.exec.ReconstructionError;
import dev.hourglass.internal.exec.SampleLoss;
import dev.hourglass.model.ReconstructionEvaluation.Inpainting;
import dev.hourglass.model.ReconstructionEvaluation.Sparsity;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.ClassProbabilities;
import dev.hourglass.spec.loss.Reconstruction;
import dev.hourglass.spec.penalty.KlSparsity;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/// Measures a model on some samples, with inputs corrupted and codes drawn as in training.
final class ModelEvaluator {
    private final TrainedAutoencoder model;
    private final Autoencoder spec;
    private final Network network;
    private final Dataset data;
    private final long seed;
    private final List<SampleLoss> losses;

    /// @param data samples that fit the model, at least one
    private ModelEvaluator(TrainedAutoencoder model, Dataset data, long seed) {
        this.model = model;
        this.spec = model.spec();
        this.network = model.network();
        this.data = data;
        this.seed = seed;
        this.losses = Arrays.asList(network.evaluate(data, seed));
    }

    static Evaluation evaluate(TrainedAutoencoder model, Dataset data, long seed) {
        return switch (model.spec().outputs()) {
            case Reconstruction _ -> new ModelEvaluator(model, model.usable(data), seed).reconstruction();
            case ClassProbabilities _ -> classifier(model, data, seed);
        };
    }

    static ClassifierEvaluation classifier(TrainedAutoencoder model, Dataset data, long seed) {
        var evaluator = new ModelEvaluator(model, model.withOwnClasses(model.usable(data)), seed);
        return new ClassifierEvaluation(
                data.size(), evaluator.objective(), mean(evaluator.losses, loss -> loss.isCorrect() ? 1 : 0));
    }

    private double objective() {
        return mean(losses, SampleLoss::objective);
    }

    private ReconstructionEvaluation reconstruction() {
        var errors = losses.stream().map(loss -> loss.error().orElseThrow()).toList();
        boolean needsCodes = spec.isSparse() || !spec.penalties().isEmpty();
        var codes = needsCodes ? network.encodeCorrupted(data, seed) : new float[0][];
        var penalty = spec.penalties().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(network.penalty(data, seed, codes));
        return new ReconstructionEvaluation(
                data.size(),
                objective() + penalty.orElse(0),
                penalty,
                mean(errors, ReconstructionError::squared),
                spec.loss() instanceof BinaryCrossEntropy
                        ? OptionalDouble.of(mean(losses, SampleLoss::reconstruction))
                        : OptionalDouble.empty(),
                spec.corruption() instanceof NoCorruption
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(mean(errors, ReconstructionError::corrupted)),
                spec.corruption().isLocal() ? inpainting(errors) : Optional.empty(),
                spec.isSparse() ? Optional.of(sparsity(codes)) : Optional.empty(),
                spec.latent() instanceof GaussianLatent ? Optional.of(variational()) : Optional.empty());
    }

    /// Every changed feature of every sample weighs the same.
    private static Optional<Inpainting> inpainting(List<ReconstructionError> errors) {
        var changed = errors.stream().map(ReconstructionError::inpainting).toList();
        long features = changed.stream().mapToLong(InpaintingError::features).sum();
        return features == 0
                ? Optional.empty()
                : Optional.of(new Inpainting(
                        sum(changed, InpaintingError::after) / features,
                        sum(changed, InpaintingError::before) / features));
    }

    /// Numbers of a code that is sparse by the divergence of logistic functions are never exactly 0.
    private Sparsity sparsity(float[][] codes) {
        return new Sparsity(
                meanActivation(codes),
                spec.penalty(KlSparsity.class).isPresent()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(nonZeros(codes)));
    }

    private static double meanActivation(float[][] codes) {
        double sum = 0;
        for (var code : codes) {
            double ofSample = 0;
            for (float number : code) {
                ofSample += number;
            }
            sum += ofSample / code.length;
        }
        return sum / codes.length;
    }

    private static double nonZeros(float[][] codes) {
        long count = 0;
        for (var code : codes) {
            for (float number : code) {
                count += number == 0 ? 0 : 1;
            }
        }
        return (double) count / codes.length;
    }

    private VariationalEvaluation variational() {
        var posterior = VariationalModel.of(model).posterior(model.corrupt(data, seed));
        return new VariationalEvaluation(
                mean(losses, SampleLoss::nats),
                mean(losses, SampleLoss::divergence),
                posterior.activeUnits(),
                Arrays.stream(posterior.klPerDimension()).boxed().toList());
    }

    static <T> double mean(List<T> all, ToDoubleFunction<T> part) {
        return sum(all, part) / all.size();
    }

    private static <T> double sum(List<T> all, ToDoubleFunction<T> part) {
        return all.stream().mapToDouble(part).sequential().sum();
    }
}
