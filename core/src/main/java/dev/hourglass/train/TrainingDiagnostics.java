package dev.hourglass.train;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.NonFinite;
import dev.hourglass.internal.exec.TrainingEngine;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.VariationalModel;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.penalty.KlSparsity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// Watches a training and says plainly what is wrong with it.
final class TrainingDiagnostics {
    /// Steps, at least, after which a loss that has not moved is one that does not.
    private static final int FEWEST_STEPS = 5;
    /// Samples, at most, that show whether a code has collapsed.
    private static final int EXAMINED = 1000;
    /// A mean activation that differs from the wanted one by more than this share of it is far.
    private static final double FAR_FROM_RHO = 0.5;

    private final Autoencoder spec;
    private final TrainingOptions options;
    private final Stall stall;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private double start = Double.NaN;
    private double end = Double.NaN;
    private boolean hasMoved;
    private boolean hasSpoken;
    private long steps;

    TrainingDiagnostics(Autoencoder spec, TrainingOptions options) {
        this.spec = spec;
        this.options = options;
        this.stall = new Stall(options);
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /// What has been seen so far, so that another doctor can go on watching.
    ///
    /// @param start the loss of the first step; NaN before it
    /// @param end the loss of the last step; NaN before the first
    record Notes(List<Diagnostic> diagnostics, double start, double end, boolean hasMoved, boolean hasSpoken) {
        Notes {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    Notes notes() {
        return new Notes(diagnostics, start, end, hasMoved, hasSpoken);
    }

    /// Goes on from what another doctor has seen, who has examined the samples already.
    void read(Notes notes) {
        diagnostics.addAll(notes.diagnostics());
        start = notes.start();
        end = notes.end();
        hasMoved = notes.hasMoved();
        hasSpoken = notes.hasSpoken();
    }

    /// Looks at the samples before the first step.
    Optional<Diagnostic> examine(Dataset data) {
        return DataLook.at(spec, data).flatMap(this::tell);
    }

    void onStep(StepReport step) {
        steps = (step.epoch() - 1L) * step.steps() + step.step();
        if (steps == 1) {
            start = step.loss();
        }
        end = step.loss();
    }

    /// Looks at an epoch that is done.
    ///
    /// @param epochs all that are
    Optional<Diagnostic> onEpoch(List<EpochReport> epochs, TrainingEngine engine) {
        hasMoved |= Stall.hasMoved(start, end);
        int epoch = epochs.getLast().epoch();
        if (hasSpoken) {
            return Optional.empty();
        }
        boolean neverMoved = !hasMoved && steps >= FEWEST_STEPS && Stall.hasLoss(end) && !stall.isRateRising(epoch);
        var found = neverMoved
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "the loss is not moving: it was %.4g at the first step and %.4g at the last of epoch %d; %s",
                        start, end, epoch, stall.cause(engine)))
                : stall.after(epochs, engine);
        hasSpoken = found.isPresent();
        return found.flatMap(this::tell);
    }

    /// Looks at the model that training leaves.
    Optional<Diagnostic> onEnd(TrainedAutoencoder model, Dataset data) {
        if (!(spec.latent() instanceof GaussianLatent latent) || data.size() == 1) {
            return Optional.empty();
        }
        var posterior = VariationalModel.of(model).posterior(data.slice(0, Math.min(EXAMINED, data.size())));
        if (posterior.activeUnits() > 0) {
            return Optional.empty();
        }
        return tell(String.format(
                Locale.ROOT,
                "the code has collapsed: none of its %d dimensions tells samples apart (the posterior's mean varies by at most %.1e, and its divergence from the prior is %.3f nats); %s",
                latent.size(), Arrays.stream(posterior.meanVariances()).max().orElse(0),
                Arrays.stream(posterior.klPerDimension()).sum(), remedy(latent)));
    }

    private static String remedy(GaussianLatent latent) {
        return latent.beta() > 1
                ? String.format(Locale.ROOT, "lower beta (now %s) to 1", latent.beta())
                : "train for more epochs, or set warmup_epochs or free_bits";
    }

    /// Looks at the network after the last step of a training.
    List<Diagnostic> onLastStep(TrainingEngine engine) {
        var dead = hasSpoken ? Optional.<Diagnostic>empty() : stall.deadLayer(engine).flatMap(this::tell);
        return Stream.of(dead, meanActivation(engine.meanActivation())).flatMap(Optional::stream).toList();
    }

    /// @param mean of the codes of the last batch, where a penalty asks for one
    private Optional<Diagnostic> meanActivation(OptionalDouble mean) {
        var wanted = spec.penalty(KlSparsity.class);
        if (wanted.isEmpty() || mean.isEmpty()) {
            return Optional.empty();
        }
        double rho = wanted.get().rho();
        double found = mean.getAsDouble();
        if (Math.abs(found - rho) <= FAR_FROM_RHO * rho) {
            return Optional.empty();
        }
        return tell(String.format(
                Locale.ROOT,
                "the mean activation of the code is %.4f in the last batch, where kl_sparsity asks for %s; raise its beta (now %s) or train for longer",
                found, rho, wanted.get().beta()));
    }

    /// Explains a loss that is not finite.
    TrainingException nonFinite(int epoch, int step, double loss, Optional<NonFinite> where) {
        var place = where
                .map(found -> String.format(Locale.ROOT,
                        "%s was the first layer with an output that is not finite, for sample %d", found.operation(),
                        found.sample()))
                .orElse("the outputs are finite, but their loss is not");
        var message = String.format(
                Locale.ROOT,
                "epoch %d, step %d: the loss is %s; %s; lower the learning_rate (now %s) or scale the data",
                epoch, step, loss, place, options.optimizer().learningRate());
        diagnostics.add(new Diagnostic(message, true));
        return new TrainingException(message);
    }

    private Optional<Diagnostic> tell(String message) {
        var finding = new Diagnostic(message, false);
        diagnostics.add(finding);
        return Optional.of(finding);
    }
}
