package dev.hourglass.spec.latent;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.layer.Parameter;
import java.util.List;

/// What stands between encoder and decoder.
public sealed interface Latent permits DeterministicLatent, GaussianLatent, TopK, WinnerTakeAll {
    /// The shape of a code.
    ///
    /// @param encoded the shape of the encoder's output
    /// @throws SpecException where the latent cannot take such an output
    default Shape codeShape(Shape encoded) {
        return encoded;
    }

    /// Its parameters, in file order.
    ///
    /// @param encoded the shape of the encoder's output
    default List<Parameter> parameters(Shape encoded) {
        return List.of();
    }

    /// What the latent is called in YAML and in messages, such as `top_k`.
    String kind();

    /// The latent in a few words, such as `top_k 25`; empty where it changes nothing.
    String description();

    /// Classes of a model that is conditioned on labels; 0 for one that is not.
    default int classes() {
        return 0;
    }
}
