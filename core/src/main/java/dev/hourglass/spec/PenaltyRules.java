package dev.hourglass.spec;

import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.penalty.Contractive;
import dev.hourglass.spec.penalty.ContractiveProjection;
import dev.hourglass.spec.penalty.KlSparsity;
import dev.hourglass.spec.penalty.L1Activity;
import dev.hourglass.spec.penalty.Penalty;
import dev.hourglass.spec.penalty.WeightDecay;
import java.util.List;
import java.util.Locale;

/// Which penalties an autoencoder can have.
final class PenaltyRules {
    private PenaltyRules() {}

    static void require(List<Layer> encoder, Latent latent, List<Penalty> penalties) {
        for (int i = 0; i < penalties.size(); i++) {
            var penalty = penalties.get(i);
            var kind = penalty.getClass();
            if (penalties.subList(0, i).stream().anyMatch(earlier -> earlier.getClass() == kind)) {
                throw new SpecException(String.format(Locale.ROOT,
                        "penalties: expected each at most once, found %s twice; keep one", name(penalty)));
            }
            switch (penalty) {
                case KlSparsity _ -> {
                    requirePlain(latent, penalty);
                    requireLogistic(encoder, penalty);
                }
                case ContractiveProjection _ -> requirePlain(latent, penalty);
                case L1Activity _ -> requireNotDrawn(latent, penalty);
                case WeightDecay _ -> {}
                case Contractive _ -> {
                    requirePlain(latent, penalty);
                    requireOneLogisticLayer(encoder, penalty);
                }
            }
        }
    }

    private static void requirePlain(Latent latent, Penalty penalty) {
        if (!(latent instanceof DeterministicLatent)) {
            throw new SpecException(
                    String.format(Locale.ROOT, "penalties (%s): expected latent plain, found %s; remove one of them",
                            name(penalty), name(latent)));
        }
    }

    private static void requireNotDrawn(Latent latent, Penalty penalty) {
        if (latent instanceof GaussianLatent) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "penalties (%s): a gaussian latent already has a penalty, its divergence; remove one of them",
                            name(penalty)));
        }
    }

    private static void requireLogistic(List<Layer> encoder, Penalty penalty) {
        var activation = Layer.lastActivation(encoder);
        if (activation != Activation.SIGMOID) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "penalties (%s): expected an encoder that ends with activation sigmoid, found %s; change it or use l1_activity",
                            name(penalty), activation.name().toLowerCase(Locale.ROOT)));
        }
    }

    private static void requireOneLogisticLayer(List<Layer> encoder, Penalty penalty) {
        long computing = encoder.stream().filter(layer -> layer.featureMapping() != Layer.FeatureMapping.RESHAPED)
                .count();
        boolean isOne = computing == 1 && encoder.getLast() instanceof Dense;
        if (!isOne || Layer.lastActivation(encoder) != Activation.SIGMOID) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "penalties (%s): expected an encoder of one dense layer with activation sigmoid, found another; use contractive_projection",
                            name(penalty)));
        }
    }

    private static String name(Penalty penalty) {
        return switch (penalty) {
            case KlSparsity _ -> "kl_sparsity";
            case L1Activity _ -> "l1_activity";
            case WeightDecay _ -> "weight_decay";
            case Contractive _ -> "contractive";
            case ContractiveProjection _ -> "contractive_projection";
        };
    }

    private static String name(Latent latent) {
        return switch (latent) {
            case DeterministicLatent _ -> "plain";
            case GaussianLatent _ -> "gaussian";
            case TopK _ -> "top_k";
            case WinnerTakeAll _ -> "winner_take_all";
        };
    }
}
