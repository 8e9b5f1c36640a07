package dev.hourglass.internal.exec;

import dev.hourglass.internal.op.Noise;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.latent.Bound;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.WinnerTakeAll;
import dev.hourglass.spec.penalty.ContractiveProjection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The training objective of a whole batch, of whose samples each goes its way by [Reference].
///
/// @param labels the class of each sample; not read where the model is neither conditioned on it nor predicts it
record ReferenceObjective(Autoencoder spec, List<double[]> batch, int[] labels, Noise noise) {
    /// @param parameters all of them, in file order
    double at(double[] parameters) {
        var passes = passes(parameters, 0);
        var codes = codes(passes);
        if (spec.latent() instanceof WinnerTakeAll latent) {
            ReferencePenalties.keepWinners(codes, latent.winners(codes.size()));
        }
        double cost = cost(passes, codes);
        double step = spec.penalty(ContractiveProjection.class).map(ContractiveProjection::step).orElse(0.0);
        var moved = step > 0 ? codes(passes(parameters, step)) : codes;
        for (var penalty : spec.penalties()) {
            cost += ReferencePenalties.of(penalty, spec, parameters, codes, moved);
        }
        return cost / spec.outputs().terms();
    }

    /// One for each draw of each sample.
    private List<Reference> passes(double[] parameters, double step) {
        var passes = new ArrayList<Reference>();
        for (int i = 0; i < batch.size() * latent().samples(); i++) {
            int sample = i / latent().samples();
            passes.add(new Reference(spec, parameters, noise, sample, i % latent().samples(), step));
        }
        return passes;
    }

    private List<double[]> codes(List<Reference> passes) {
        var codes = new ArrayList<double[]>();
        for (var pass : passes) {
            int sample = codes.size() / latent().samples();
            codes.add(pass.encode(batch.get(sample), labels[sample]));
        }
        return codes;
    }

    /// The variational latent, or one that stands in for it and costs nothing.
    private GaussianLatent latent() {
        return spec.latent() instanceof GaussianLatent gaussian ? gaussian : new GaussianLatent(1, 0);
    }

    /// Reconstruction and divergence, as a mean over samples.
    private double cost(List<Reference> passes, List<double[]> codes) {
        var latent = latent();
        double rising = (double) (noise.epoch() - 1) / latent.warmupEpochs();
        double beta = latent.beta() * (latent.warmupEpochs() == 0 ? 1 : Math.min(1, rising));
        var divergences = new double[latent.size()];
        double sum = 0;
        for (int sample = 0; sample < batch.size(); sample++) {
            double weights = 0;
            for (int draw = 0; draw < latent.samples(); draw++) {
                int index = sample * latent.samples() + draw;
                var pass = passes.get(index);
                double loss = pass.decode(codes.get(index), labels[sample], batch.get(sample));
                weights += Math.exp(-loss - beta * pass.logRatio()) / latent.samples();
                if (latent.bound() == Bound.EVIDENCE) {
                    sum += loss / latent.samples();
                    for (int i = 0; i < pass.divergences().length; i++) {
                        divergences[i] += pass.divergences()[i] / latent.samples() / batch.size();
                    }
                }
            }
            sum -= latent.bound() == Bound.EVIDENCE ? 0 : Math.log(weights);
        }
        double charged = Arrays.stream(divergences).map(d -> Math.max(d, latent.freeBits())).sum();
        return sum / batch.size() + beta * charged;
    }
}
