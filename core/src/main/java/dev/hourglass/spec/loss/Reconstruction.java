package dev.hourglass.spec.loss;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.List;
import java.util.Locale;

/// Outputs that reconstruct a sample: one for each of its features.
///
/// @param shape of a sample
/// @param blocks in order, without gaps
public record Reconstruction(Shape shape, List<OutputBlock> blocks) implements Outputs {
    public Reconstruction {
        blocks = List.copyOf(blocks);
        int next = 0;
        for (var block : blocks) {
            if (block.from() != next || block.target() != Target.FEATURES) {
                throw new SpecException(String.format(Locale.ROOT,
                        "outputs: expected a block of features from %d on, found %s", next, block));
            }
            next = block.end();
        }
        if (next != shape.size()) {
            throw new SpecException(String.format(Locale.ROOT, "outputs: expected blocks of %d features, found %d",
                    shape.size(), next));
        }
    }

    /// Of all features under one loss.
    public Reconstruction(Shape shape, Loss loss) {
        this(shape, List.of(OutputBlock.ofFeatures(0, shape.size(), loss)));
    }
}
