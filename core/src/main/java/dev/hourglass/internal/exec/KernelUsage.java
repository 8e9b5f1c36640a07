package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Packing;
import dev.hourglass.internal.op.AddOp;
import dev.hourglass.internal.op.AvgPoolOp;
import dev.hourglass.internal.op.DepthwiseOp;
import dev.hourglass.internal.op.LinearOp;
import dev.hourglass.internal.op.MaxPoolOp;
import dev.hourglass.internal.op.NormaliseOp;
import dev.hourglass.internal.op.ResizeConvolutionOp;
import dev.hourglass.internal.op.SplitOp;
import dev.hourglass.internal.op.UpsampleOp;
import dev.hourglass.internal.op.WeightedOp;
import dev.hourglass.internal.op.WinogradOp;
import dev.hourglass.spec.corruption.Corruption;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.penalty.ContractiveProjection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What a graph needs of the kernels, at any batch size.
///
/// @param pools whether there is a pooling layer
/// @param combines whether elementwise sums are computed
/// @param addsUp whether pixels, or what several layers make, are summed
/// @param normalises whether there is a layer that normalises
/// @param filters whether there is a depthwise convolution
/// @param movesInputs whether inputs are moved in random directions
/// @param zeroesMissing whether missing features become 0
record KernelUsage(
        Set<Integer> outputs, Set<Gradient> gradients, Set<Activation> activations, boolean pools,
        boolean combines, boolean addsUp, boolean normalises, boolean filters, List<BlockLoss> losses,
        Corruption corruption,
        boolean movesInputs,
        boolean zeroesMissing) {
    /// Inputs of the largest tile of weight gradients, of which all smaller ones are divisors or leave the same rest.
    private static final int TILE_INPUTS = 12;

    /// Weight gradients of so many inputs that follow each other and so many outputs.
    record Gradient(int inputs, int outputs) {
        /// As many as leave the same rest in tiles.
        static Gradient shortened(int inputs, int outputs) {
            return new Gradient(KernelUsage.shortened(inputs, TILE_INPUTS),
                    KernelUsage.shortened(outputs, 2 * Kernels.LANES));
        }
    }

    /// What hardly a graph does without: the largest tiles, which take the JIT longest.
    static final KernelUsage COMMON = new KernelUsage(
            Set.of(Packing.PANELS.longest()), Set.of(new Gradient(TILE_INPUTS, 2 * Kernels.LANES)), Set.of(), false,
            false,
            false, false, false,
            List.of(), new NoCorruption(), false, false);

    static KernelUsage of(Graph graph) {
        var spec = graph.spec();
        var outputs = new TreeSet<Integer>();
        var gradients = new LinkedHashSet<Gradient>();
        var activations = EnumSet.noneOf(Activation.class);
        boolean pools = false;
        boolean combines = false;
        boolean addsUp = false;
        boolean normalises = false;
        boolean filters = false;
        for (var node : graph.nodes()) {
            pools |= node.op() instanceof MaxPoolOp;
            addsUp |= switch (node.op()) {
                case NormaliseOp _, DepthwiseOp _, AvgPoolOp _, UpsampleOp _, AddOp _, SplitOp _ -> true;
                default -> false;
            };
            normalises |= node.op() instanceof NormaliseOp;
            filters |= node.op() instanceof DepthwiseOp;
            combines |= node.op() instanceof ResizeConvolutionOp || node.op() instanceof WinogradOp;
            if (node.op() instanceof WeightedOp op) {
                outputs.add(shortened(op.shape().outputs(), Packing.PANELS.longest()));
                outputs.add(shortened(op.shape().inputs(), Packing.PANELS.longest()));
                gradients.addAll(gradients(op));
            }
            activations.add(node.op().activation());
        }
        return new KernelUsage(
                outputs, gradients, activations, pools, combines, addsUp, normalises, filters, losses(graph),
                spec.corruption(),
                spec.penalty(ContractiveProjection.class).isPresent(), spec.loss().allowsMissing());
    }

    private static List<BlockLoss> losses(Graph graph) {
        return graph.spec().outputs().blocks().stream()
                .map(block -> BlockLoss.of(block, 1, graph.spec().loss().allowsMissing()))
                .distinct()
                .toList();
    }

    private static List<Gradient> gradients(WeightedOp op) {
        var shape = op.isTied() ? op.shape().transposed() : op.shape();
        var taps = switch (op) {
            case LinearOp linear -> linear.forward().stream().map(phase -> phase.columns().taps().size());
            case ResizeConvolutionOp _, WinogradOp _ -> Stream.of(1);
        };
        return taps.distinct()
                .map(count -> Gradient.shortened(count * shape.inputs(), shape.outputs()))
                .toList();
    }

    /// A number that leaves the same rest in blocks.
    private static int shortened(int count, int block) {
        return count < block ? count : block + count % block;
    }
}
