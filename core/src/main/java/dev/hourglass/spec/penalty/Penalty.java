package dev.hourglass.spec.penalty;

import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Layer;
import java.util.List;

/// What the objective asks for beside a good reconstruction.
///
/// Penalties on activations look at the code, the encoder's output; [WeightDecay] looks at weights. Each is on the scale of
/// a sample's loss summed over its features, as in the papers; the objective, which is a mean over features, divides it by
/// the number of features, as it does the divergence of a variational code.
public sealed interface Penalty permits KlSparsity, L1Activity, WeightDecay, Contractive, ContractiveProjection {
    /// What the penalty is called in YAML and in messages, such as `kl_sparsity`.
    String kind();

    /// Refuses an autoencoder that cannot have this penalty.
    ///
    /// @throws SpecException saying what it needs
    void requireFits(List<Layer> encoder, Latent latent);
}
