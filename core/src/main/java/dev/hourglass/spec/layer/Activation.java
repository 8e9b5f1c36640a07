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
    SOFTPLUS;

    /// Its name in YAML, such as `leaky_relu`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What follows a layer's description: nothing for the identity.
    String suffix() {
        return this == IDENTITY ? "" : ", " + label();
    }
}
