package dev.hourglass.spec.layer;

import java.util.Locale;

/// The function a layer applies to each of its outputs.
public enum Activation {
    /// `x`
    IDENTITY,
    /// `max(x, 0)`
    RELU,
    /// `x` where positive, `0.01 x` elsewhere (Maas et al. 2013)
    LEAKY_RELU,
    /// `x` where positive, `exp(x) - 1` elsewhere (Clevert et al. 2016, alpha 1)
    ELU,
    /// `1 / (1 + exp(-x))`
    SIGMOID,
    /// The hyperbolic tangent
    TANH,
    /// `log(1 + exp(x))`
    SOFTPLUS,
    /// `x Phi(x)`, with `Phi` the distribution function of the standard normal, exactly and not by a hyperbolic tangent
    /// (Hendrycks and Gimpel 2016, Gaussian error linear unit)
    GELU,
    /// `x / (1 + exp(-x))` (Elfwing, Uchibe and Doya 2018, sigmoid-weighted linear unit; also called swish)
    SILU,
    /// `1.0507 x` where positive, `1.7581 (exp(x) - 1)` elsewhere (Klambauer et al. 2017, scaled exponential linear unit)
    SELU,
    /// `x / 6 + 1/2`, at least 0 and at most 1 (Courbariaux et al. 2015, with the slope of Howard et al. 2019)
    HARD_SIGMOID;

    /// Its name in YAML, such as `leaky_relu`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What follows a layer's description: nothing for the identity.
    String suffix() {
        return this == IDENTITY ? "" : ", " + label();
    }
}
