package dev.hourglass.internal.corruption;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.CopyOp;
import dev.hourglass.internal.op.Noise;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.corruption.ColumnMasking;
import dev.hourglass.spec.corruption.ColumnNoise;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.corruption.Range;
import dev.hourglass.spec.corruption.Rectangles;
import dev.hourglass.spec.corruption.SaltAndPepper;
import dev.hourglass.spec.corruption.SwapNoise;
import dev.hourglass.spec.loss.OutputBlock;
import java.util.List;

/// Makes the inputs of a panel from its targets, by the spec's corruption.
///
/// Every number that it draws is a function of seed, epoch, sample and place, so that it does not matter who asks.
public interface CorruptionOp {
    /// @param data that the samples are from
    void corrupt(Workspace workspace, Dataset data, int panel);

    static CorruptionOp of(Graph graph) {
        var target = graph.target();
        var input = graph.input().value();
        return switch (graph.spec().corruption()) {
            case NoCorruption() -> nothing(target, input);
            case GaussianNoise noise -> noise(noise, target, input);
            case Masking(double probability) -> struck(probability, 0, 0, target, input);
            case SaltAndPepper(double probability, Range range) ->
                struck(probability, range.min(), range.max(), target, input);
            case Rectangles rectangles -> Occlusion.of(rectangles, target, input);
            case Crosshair crosshair -> Occlusion.of(crosshair, target, input);
            case ColumnMasking(double probability) -> maskedBlocks(probability, blocks(graph), target, input);
            case ColumnNoise noise -> new ColumnNoiseOp(noise, blocks(graph), target, input);
            case SwapNoise(double probability) -> new Swaps(probability, blocks(graph), target, input);
        };
    }

    private static CorruptionOp nothing(Buffer target, Buffer input) {
        return target.isAt(input)
                ? (_, _, _) -> {}
                : (workspace, _, panel) -> CopyOp.copy(workspace.memory, target, input, panel);
    }

    private static List<OutputBlock> blocks(Graph graph) {
        return graph.spec().outputs().blocks();
    }

    /// Blocks of flat samples that become 0, each one place with as many channels as it has features.
    private static CorruptionOp maskedBlocks(
            double probability, List<OutputBlock> blocks, Buffer target, Buffer input) {
        return (workspace, _, panel) -> {
            var keys = workspace.batch.keys(panel, Noise.CORRUPTION);
            for (int i = 0; i < blocks.size(); i++) {
                int from = blocks.get(i).from() * Kernels.LANES;
                workspace.kernels.strike(
                        keys, i, 1, blocks.get(i).size(), (float) probability, 0, 0,
                        workspace.memory, target.at(panel, 0, 0) + from,
                        workspace.memory, input.at(panel, 0, 0) + from);
            }
        };
    }

    private static CorruptionOp noise(GaussianNoise noise, Buffer target, Buffer input) {
        float sigma = (float) noise.sigma();
        float min = noise.clip().map(Range::min).orElse(Double.NEGATIVE_INFINITY).floatValue();
        float max = noise.clip().map(Range::max).orElse(Double.POSITIVE_INFINITY).floatValue();
        int features = target.row() / Kernels.LANES;
        return (workspace, _, panel) -> {
            var keys = workspace.batch.keys(panel, Noise.CORRUPTION);
            for (int y = 0; y < target.extent().height(); y++) {
                workspace.kernels.addNoise(
                        keys, y * features, features, sigma, min, max,
                        workspace.memory, target.at(panel, y, 0),
                        workspace.memory, input.at(panel, y, 0));
            }
        };
    }

    /// Pixels, or the features of a flat sample, that become another value.
    private static CorruptionOp struck(double probability, double low, double high, Buffer target, Buffer input) {
        boolean isFlat = target.extent().height() == 1 && target.extent().width() == 1;
        int channels = isFlat ? 1 : target.extent().channels();
        int places = target.row() / Kernels.LANES / channels;
        return (workspace, _, panel) -> {
            var keys = workspace.batch.keys(panel, Noise.CORRUPTION);
            for (int y = 0; y < target.extent().height(); y++) {
                workspace.kernels.strike(
                        keys, y * places, places, channels, (float) probability, (float) low, (float) high,
                        workspace.memory, target.at(panel, y, 0),
                        workspace.memory, input.at(panel, y, 0));
            }
        };
    }
}
