package dev.hourglass.model;

import dev.hourglass.metric.Subspace;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.loss.OutputActivation;
import dev.hourglass.spec.loss.OutputBlock;

/// The space in which all reconstructions of a linear decoder lie.
public final class DecodedSubspace {
    private DecodedSubspace() {}

    /// What a step of 1 along each feature of the code adds to the reconstruction spans the space.
    ///
    /// @throws SpecException if the decoder is not linear
    /// @throws IllegalArgumentException if two features of the code do the same, so that the space has fewer dimensions
    public static Subspace of(TrainedAutoencoder model) {
        var spec = model.spec();
        if (!spec.outputs().blocks().stream().allMatch(DecodedSubspace::isIdentity)
                || !spec.decoder().stream().allMatch(DecodedSubspace::isLinear)) {
            throw new SpecException(
                    "expected a linear model, a decoder of dense layers without activation under a loss such as "
                            + "mean_squared_error: only its reconstructions lie in one subspace");
        }
        int size = spec.codeShape().size();
        var codes = new float[size + 1][size];
        for (int i = 0; i < size; i++) codes[i][i] = 1;
        var decoded = model.decode(codes);
        var steps = new double[size][spec.input().size()];
        for (int i = 0; i < size; i++) {
            for (int f = 0; f < steps[i].length; f++) steps[i][f] = (double) decoded[i][f] - decoded[size][f];
        }
        return Subspace.of(steps);
    }

    private static boolean isIdentity(OutputBlock block) {
        return block.loss().outputActivation() == OutputActivation.IDENTITY;
    }

    private static boolean isLinear(Layer layer) {
        return layer instanceof Flatten
                || layer instanceof Reshape
                || (layer instanceof Residual(var body) && body.stream().allMatch(DecodedSubspace::isLinear))
                || (layer instanceof Dense(_, var activation, _, _) && activation == Activation.IDENTITY);
    }
}
