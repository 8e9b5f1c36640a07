package dev.hourglass.internal.graph;

import dev.hourglass.internal.layout.WeightShape;
import dev.hourglass.internal.op.ResizeConvolutionOp;
import dev.hourglass.internal.op.WinogradOp;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Sides;

/// Which convolutions are computed with fewer products than they have connections. Decided by the spec alone, because the order of
/// sums follows from it.
public enum ConvolutionForms {
    /// None.
    DIRECT,
    /// Those that become faster by it.
    FAST,
    /// All that can be.
    ALL;

    /// How a convolution is computed.
    enum Form {
        /// Every output from all pixels that it is connected to ([dev.hourglass.internal.layout.Phase]).
        PHASES,
        /// [ResizeConvolutionOp]
        DIFFERENCES,
        /// [WinogradOp]
        WINOGRAD
    }

    private static final int KERNEL = 3;
    /// Channels, of the input and of the output, from which sums of whole pictures cost less than the products that they save.
    private static final int DIFFERENCES_CHANNELS = 12;
    /// Likewise, in the harmonic mean: sums go over each input and each output, products over each pair of them.
    private static final int WINOGRAD_CHANNELS = 21;
    /// Of the direct products: what the tiles of a picture may take, those included that reach over its border.
    private static final double TILES = 0.55;

    /// @param enlarged what the convolution sees: `in`, or `in` enlarged by whole factors
    Form of(Conv2d conv, Shape in, Shape enlarged) {
        if (this == DIRECT || !conv.kernel().equals(Sides.of(KERNEL)) || !conv.stride().isOne()
                || !conv.dilation().isOne()
                || new WeightShape(KERNEL, KERNEL, in.channels(), conv.filters()).gradientsInLanes()) {
            return Form.PHASES;
        }
        int channels = Math.min(in.channels(), conv.filters());
        if (enlarged.height() == 2 * in.height() && enlarged.width() == 2 * in.width()) {
            return this == ALL || channels >= DIFFERENCES_CHANNELS ? Form.DIFFERENCES : Form.PHASES;
        }
        if (!enlarged.equals(in)) {
            return Form.PHASES;
        }
        var out = conv.outputShape(in);
        double direct = (double) KERNEL * KERNEL * out.height() * out.width();
        double mean = 2 / (1.0 / in.channels() + 1.0 / conv.filters());
        boolean isFaster = mean >= WINOGRAD_CHANNELS
                && WinogradOp.products(out.height(), out.width()) <= TILES * direct;
        return this == ALL || isFaster ? Form.WINOGRAD : Form.PHASES;
    }
}
