package dev.hourglass.train;

import dev.hourglass.data.DataException;
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

/// Watches a training and reports what is wrong with it, with the place and a suggested fix.
final class TrainingDiagnostics {
    /// Steps, at least, after which a loss that has not moved counts as stalled.
    private static final int FEWEST_STEPS = 5;
    /// Samples, at most, that show whether a code has collapsed.
    private static final int EXAMINED = 1000;
    /// A mean activation that differs from the wanted one by more than this share of it is far.
    private static final double FAR_FROM_RHO = 0.5;

    private final Autoencoder spec;
    private final TrainingOptions options;
    private final StalledTraining stalled;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private double start = Double.NaN;
    private double end = Double.NaN;
    private boolean hasMoved;
    private boolean hasReported;
    private long steps;

    TrainingDiagnostics(Autoencoder spec, TrainingOptions options) {
        this.spec = spec;
        this.options = options;
        this.stalled = new StalledTraining(options);
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    /// What has been observed so far; checkpoints store it.
    ///
    /// @param start the loss of the first step; NaN before it
    /// @param end the loss of the last step; NaN before the first
    /// @param hasReported whether a stalled loss was reported, which happens once
    record State(List<Diagnostic> diagnostics, double start, double end, boolean hasMoved, boolean hasReported) {
        State {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    State state() {
        return new State(diagnostics, start, end, hasMoved, hasReported);
    }

    /// Continues from the state of an interrupted training, which has checked the samples already.
    void restore(State state) {
        diagnostics.addAll(state.diagnostics());
        start = state.start();
        end = state.end();
        hasMoved = state.hasMoved();
        hasReported = state.hasReported();
    }

    /// Checks the samples before the first step.
    ///
    /// @throws DataException if a value is not finite
    Optional<Diagnostic> check(Dataset data) {
        return DataChecks.of(spec, data).flatMap(this::add);
    }

    void onStep(StepReport step) {
        steps = (step.epoch() - 1L) * step.steps() + step.step();
        if (steps == 1) {
            start = step.loss();
        }
        end = step.loss();
    }

    /// Checks the losses after an epoch.
    ///
    /// @param epochs all that are
    Optional<Diagnostic> onEpoch(List<EpochReport> epochs, TrainingEngine engine) {
        hasMoved |= StalledTraining.hasMoved(start, end);
        int epoch = epochs.getLast().epoch();
        if (hasReported) {
            return Optional.empty();
        }
        boolean neverMoved = !hasMoved && steps >= FEWEST_STEPS && StalledTraining.hasLoss(end)
                && !stalled.isRateRising(epoch);
        var found = neverMoved
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "the loss has stalled: it was %.4g at the first step and %.4g at the last of epoch %d; %s",
                        start, end, epoch, stalled.cause(engine)))
                : stalled.after(epochs, engine);
        hasReported = found.isPresent();
        return found.flatMap(this::add);
    }

    /// Checks the codes of the trained model.
    Optional<Diagnostic> onEnd(TrainedAutoencoder model, Dataset data) {
        if (!(spec.latent() instanceof GaussianLatent latent) || data.size() == 1) {
            return Optional.empty();
        }
        var posterior = VariationalModel.of(model).posterior(data.slice(0, Math.min(EXAMINED, data.size())));
        if (posterior.activeUnits() > 0) {
            return Optional.empty();
        }
        return add(String.format(
                Locale.ROOT,
                "the code has collapsed: none of its %d dimensions distinguishes samples (the posterior's mean varies by at most %.1e, and its divergence from the prior is %.3f nats); %s",
                latent.size(), Arrays.stream(posterior.meanVariances()).max().orElse(0),
                Arrays.stream(posterior.klPerDimension()).sum(), remedy(latent)));
    }

    private static String remedy(GaussianLatent latent) {
        return latent.beta() > 1
                ? String.format(Locale.ROOT, "lower beta (now %s) to 1", latent.beta())
                : "train for more epochs, or set warmup_epochs or free_bits";
    }

    /// Checks the network after the last step of a training.
    List<Diagnostic> onLastStep(TrainingEngine engine) {
        var dead = hasReported ? Optional.<Diagnostic>empty() : stalled.deadLayer(engine).flatMap(this::add);
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
        return add(String.format(
                Locale.ROOT,
                "the mean activation of the code is %.4f in the last batch, but the target of kl_sparsity is %s; raise its beta (now %s) or train for longer",
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

    private Optional<Diagnostic> add(String message) {
        var diagnostic = new Diagnostic(message, false);
        diagnostics.add(diagnostic);
        return Optional.of(diagnostic);
    }
}
