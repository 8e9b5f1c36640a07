package dev.hourglass.spec.latent;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.Locale;

/// A k-sparse code (Makhzani and Frey 2014): of each sample's code the `k` largest numbers stay, the others become zero,
/// in training and afterwards. Among equal numbers the first ones stay.
///
/// @param k at least 1, at most the size of the code
public record TopK(int k) implements Latent {
    public TopK {
        Require.positive("top_k", "k", k);
    }

    @Override
    public Shape codeShape(Shape encoded) {
        if (k > encoded.size()) {
            throw new SpecException(String.format(Locale.ROOT,
                    "latent (top_k): expected a k of at most %d, the code size, found %d", encoded.size(), k));
        }
        return encoded;
    }

    @Override
    public String kind() {
        return "top_k";
    }

    @Override
    public String description() {
        return "top_k " + k;
    }
}
