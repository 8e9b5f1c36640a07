package dev.hourglass.train;

import dev.hourglass.internal.exec.NonFinite;
import dev.hourglass.data.Dataset;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Adadelta;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.BinaryCrossEntropy;
import dev.hourglass.spec.Gaussian;
import dev.hourglass.spec.KlSparsity;
import dev.hourglass.spec.Optimizer;
import dev.hourglass.spec.TrainingOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/// Watches a training and says plainly what is wrong with it.
final class Doctor {
    /// A loss that falls by less than this share of itself during an epoch does not move.
    private static final double MOVES = 0.005;
    /// Epochs of standing still, from the first one on, after which that is said.
    private static final int PATIENCE = 1;
    /// Samples, at most, that show whether a code has collapsed.
    private static final int EXAMINED = 1000;
    /// A mean activation that differs from the wanted one by more than this share of it is far.
    private static final double FAR_FROM_RHO = 0.5;
    private static final double USUAL_ADADELTA = 1.0;
    private static final double USUAL_FACTOR = 10;

    private final Autoencoder spec;
    private final TrainingOptions options;
    private final List<Finding> findings = new ArrayList<>();
    private double epochStart = Double.NaN;
    private double epochEnd = Double.NaN;
    private boolean hasMoved;
    private boolean hasSpoken;

    Doctor(Autoencoder spec, TrainingOptions options) {
        this.spec = spec;
        this.options = options;
    }

    List<Finding> findings() {
        return findings;
    }

    /// What has been seen so far, so that another doctor can go on watching.
    ///
    /// @param epochStart the loss of the first step of the epoch; NaN before the first
    /// @param epochEnd the loss of the last step; NaN before the first
    record Notes(List<Finding> findings, double epochStart, double epochEnd, boolean hasMoved, boolean hasSpoken) {
        Notes {
            findings = List.copyOf(findings);
        }
    }

    Notes notes() {
        return new Notes(findings, epochStart, epochEnd, hasMoved, hasSpoken);
    }

    /// Goes on from what another doctor has seen, who has examined the samples already.
    void read(Notes notes) {
        findings.addAll(notes.findings());
        epochStart = notes.epochStart();
        epochEnd = notes.epochEnd();
        hasMoved = notes.hasMoved();
        hasSpoken = notes.hasSpoken();
    }

    /// Looks at the samples before the first step.
    Optional<Finding> examine(Dataset data) {
        if (!(spec.loss() instanceof BinaryCrossEntropy)) {
            return Optional.empty();
        }
        var features = new float[data.shape().size()];
        for (int sample = 0; sample < data.size(); sample++) {
            data.read(sample, 0, features.length, features, 0, 1);
            for (int f = 0; f < features.length; f++) {
                if (features[f] < 0 || features[f] > 1) {
                    return tell(
                            "binary_cross_entropy expects inputs in 0..1, found %s in sample %d, feature %d of %s; scale the data or use loss: mean_squared_error"
                                    .formatted(features[f], sample, f, data.name()));
                }
            }
        }
        return Optional.empty();
    }

    void onStep(StepReport step) {
        if (step.step() == 1) {
            epochStart = step.loss();
        }
        epochEnd = step.loss();
    }

    /// Looks at an epoch that is done.
    Optional<Finding> onEpoch(EpochReport epoch) {
        double fall = (epochStart - epochEnd) / Math.abs(epochStart);
        if (Math.abs(fall) >= MOVES) {
            hasMoved = true;
        }
        if (hasMoved || hasSpoken || epoch.epoch() < PATIENCE) {
            return Optional.empty();
        }
        hasSpoken = true;
        return tell(String.format(
                Locale.ROOT,
                "the loss is not moving: it was %.4f at the first step and %.4f at the last of epoch %d; %s",
                epochStart, epochEnd, epoch.epoch(), advice(options.optimizer())));
    }

    /// Looks at the model that training leaves.
    Optional<Finding> onEnd(TrainedAutoencoder model, Dataset data) {
        if (!(spec.latent() instanceof Gaussian latent) || data.size() == 1) {
            return Optional.empty();
        }
        var posterior = model.posterior(data.slice(0, Math.min(EXAMINED, data.size())));
        if (posterior.activeUnits() > 0) {
            return Optional.empty();
        }
        return tell(String.format(
                Locale.ROOT,
                "the code has collapsed: none of its %d dimensions tells samples apart (the posterior's mean varies by at most %.1e, and its divergence from the prior is %.3f nats); %s",
                latent.size(), Arrays.stream(posterior.meanVariances()).max().orElse(0),
                Arrays.stream(posterior.klPerDimension()).sum(), remedy(latent)));
    }

    private static String remedy(Gaussian latent) {
        return latent.beta() > 1
                ? "lower beta (now %s) to 1".formatted(latent.beta())
                : "train for more epochs, or set warmup_epochs or free_bits";
    }

    /// Looks at the last batch of a training.
    ///
    /// @param meanActivation of its codes, where a penalty asks for one
    Optional<Finding> onLastBatch(OptionalDouble meanActivation) {
        var wanted = spec.penalty(KlSparsity.class);
        if (wanted.isEmpty() || meanActivation.isEmpty()) {
            return Optional.empty();
        }
        double rho = wanted.get().rho();
        double found = meanActivation.getAsDouble();
        if (Math.abs(found - rho) <= FAR_FROM_RHO * rho) {
            return Optional.empty();
        }
        return tell(String.format(
                Locale.ROOT,
                "the mean activation of the code is %.4f in the last batch, where kl_sparsity asks for %s; raise its beta (now %s) or train for longer",
                found, rho, wanted.get().beta()));
    }

    private static String advice(Optimizer optimizer) {
        double rate = optimizer.learningRate();
        if (optimizer instanceof Adadelta && rate < USUAL_ADADELTA) {
            return "adadelta's learning_rate %s is too small (its paper uses 1.0): set learning_rate: 1.0 or use adam: 0.001"
                    .formatted(rate);
        }
        return "the learning_rate %s may be too small: try %s, or another initialisation".formatted(rate,
                rate * USUAL_FACTOR);
    }

    /// Explains a loss that is not finite.
    TrainingException nonFinite(int epoch, int step, double loss, Optional<NonFinite> where) {
        var place = where.map(found -> "%s was the first layer with an output that is not finite, for sample %d"
                .formatted(found.operation(), found.sample()))
                .orElse("the outputs are finite, but their loss is not");
        var message = String.format(
                Locale.ROOT,
                "epoch %d, step %d: the loss is %s; %s; lower the learning_rate (now %s) or scale the data",
                epoch, step, loss, place, options.optimizer().learningRate());
        findings.add(new Finding(message, true));
        return new TrainingException(message);
    }

    private Optional<Finding> tell(String message) {
        var finding = new Finding(message, false);
        findings.add(finding);
        return Optional.of(finding);
    }
}
