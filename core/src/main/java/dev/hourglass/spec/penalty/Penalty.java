package dev.hourglass.spec.penalty;

/// What the objective asks for beside a good reconstruction.
///
/// Penalties on activations look at the code, the encoder's output; [WeightDecay] looks at weights. Each is on the scale of
/// a sample's loss summed over its features, as in the papers; the objective, which is a mean over features, divides it by
/// the number of features, as it does the divergence of a variational code.
public sealed interface Penalty permits KlSparsity, L1Activity, WeightDecay, Contractive, ContractiveProjection {}
