package dev.hourglass.spec.loss;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A loss for each range of features, each with a weight: of a table, one for each column. The sum over all blocks is divided by
/// the number of features, as that of one loss is.
///
/// A feature that is NaN is missing: the network reads 0 there, and its target adds nothing to the loss and has a gradient of 0.
/// A category is missing as a whole if one of its features is, or if all are 0. The divisor stays the number of features.
///
/// Each loss brings the activation of its outputs, so the decoder's last layer has none.
///
/// @param blocks of all features, in order; at least one
public record BlockLosses(List<LossBlock> blocks) implements Loss {
    private static final String KIND = "blocks";

    public BlockLosses {
        blocks = List.copyOf(blocks);
        if (blocks.isEmpty()) {
            throw new SpecException("blocks: expected at least one block, found none; add one for each column");
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String measure() {
        return "loss of all blocks";
    }

    @Override
    public boolean isLogLikelihood() {
        return blocks.stream().allMatch(block -> block.loss().isLogLikelihood());
    }

    @Override
    public boolean allowsMissing() {
        return true;
    }

    /// The same for any samples of as many features.
    ///
    /// @throws SpecException if the samples are pictures, or have another number of features
    @Override
    public Reconstruction outputs(Shape input) {
        int size = blocks.stream().mapToInt(LossBlock::size).sum();
        if (!input.isFlat() || input.size() != size) {
            throw new SpecException(String.format(Locale.ROOT,
                    "loss: expected blocks of all %d features of a flat input, found blocks of %d and the input %s; give each column its size",
                    input.size(), size, input));
        }
        var outputs = new ArrayList<OutputBlock>();
        int from = 0;
        for (var block : blocks) {
            outputs.add(OutputBlock.ofFeatures(from, block.size(), block.loss()).withWeight(block.weight()));
            from += block.size();
        }
        return new Reconstruction(input, outputs);
    }

    @Override
    public void requireFits(Latent latent, List<Layer> decoder) {
        if (!decoder.isEmpty() && Layer.lastActivation(decoder) != Activation.IDENTITY) {
            throw new SpecException(String.format(Locale.ROOT,
                    "%s: under blocks expected activation identity, found %s; remove it",
                    Layer.lastPlace("decoder", decoder),
                    Layer.lastActivation(decoder).name().toLowerCase(Locale.ROOT)));
        }
    }
}
