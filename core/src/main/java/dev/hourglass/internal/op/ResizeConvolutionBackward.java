package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Strip;
import dev.hourglass.internal.kernel.Window;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.WeightShape;

/// The input gradient of a [ResizeConvolutionOp], the transpose of its forward pass: sums of neighbouring output gradients go through
/// the transposed matrices to the gradients of pixels and differences, and a difference's gradient goes to its two pixels.
final class ResizeConvolutionBackward implements PanelPass {
    private final ResizeConvolutionOp op;
    private final Buffer from;
    private final Buffer to;
    private final int width;
    private final int source;
    private final int target;
    private final Window toPixels;
    private final Window toAcross;
    private final Window toDown;
    private final Window toBoth;
    private final Strip pairs;
    private final Strip line;
    private final Strip row;

    ResizeConvolutionBackward(ResizeConvolutionOp op, Buffer from, Buffer to) {
        this.op = op;
        this.from = from;
        this.to = to;
        this.width = to.extent().width();
        this.source = from.pixel();
        this.target = to.pixel();
        int inputs = op.shape().inputs();
        int outputs = op.shape().outputs();
        this.toPixels = new Window(1, outputs, inputs, 0, source, target);
        this.toAcross = new Window(1, 2 * outputs, inputs, 0, 2 * source, target);
        this.toDown = new Window(2, outputs, inputs, width * source, source, target);
        this.toBoth = new Window(2, 2 * outputs, inputs, from.line(), 2 * source, target);
        this.pairs = new Strip(width, source, 2 * source, 2 * source, 0, source);
        this.line = Strip.of((2 * width + 2) * source);
        this.row = Strip.of(width * target);
    }

    static int scratch(int width, WeightShape shape, int lanes) {
        return (3 * width + 2 * width + 2) * shape.outputs() * lanes
                + (2 * (width + 1) + 2 * width) * shape.inputs() * lanes;
    }

    @Override
    public void run(Workspace workspace, int panel) {
        int pairsAt = workspace.scratchAt;
        int differencesAt = pairsAt + (5 * width + 2) * source;
        int downAt = differencesAt + (width + 1) * target;
        for (int y = 0; y <= to.extent().height(); y++) {
            toDown(workspace, panel, y, pairsAt, differencesAt, downAt + (y & 1) * width * target);
            if (y > 0) {
                int before = downAt + (y - 1 & 1) * width * target;
                toPixels(workspace, panel, y - 1, pairsAt, differencesAt);
                int at = to.at(panel, y - 1, 0);
                int after = downAt + (y & 1) * width * target;
                workspace.forward.combine(
                        row, 1, -1, Float.NEGATIVE_INFINITY, workspace.memory, at, before, after, at);
            }
        }
    }

    /// The gradients of the differences between a row and the one before it.
    private void toDown(Workspace workspace, int panel, int y, int pairsAt, int differencesAt, int downAt) {
        for (int r = 0; r < 2; r++) {
            int at = from.at(panel, 2 * y - 1 + r, 0);
            workspace.forward.combine(pairs, 1, workspace.memory, at, at + source, pairsAt + r * width * source);
        }
        multiply(workspace, 3, toBoth, width + 1, from.at(panel, 2 * y - 1, -1), differencesAt);
        multiply(workspace, 2, toDown, width, pairsAt, downAt);
        addDifferences(workspace, differencesAt, downAt);
    }

    /// The gradients of a row's pixels and of the differences between them.
    private void toPixels(Workspace workspace, int panel, int y, int sumsAt, int differencesAt) {
        int lineAt = sumsAt + 2 * width * source;
        workspace.forward.combine(
                line, 1, workspace.memory, from.at(panel, 2 * y, -1), from.at(panel, 2 * y + 1, -1), lineAt);
        workspace.forward.combine(pairs, 1, workspace.memory, lineAt + source, lineAt + 2 * source, sumsAt);
        multiply(workspace, 1, toAcross, width + 1, lineAt, differencesAt);
        int at = to.at(panel, y, 0);
        multiply(workspace, 0, toPixels, width, sumsAt, at);
        addDifferences(workspace, differencesAt, at);
    }

    /// Adds to every pixel the gradient of the difference before it, and subtracts that of the one after it.
    private void addDifferences(Workspace workspace, int differencesAt, int at) {
        workspace.forward.combine(
                row, 1, -1, Float.NEGATIVE_INFINITY, workspace.memory, at, differencesAt, differencesAt + target, at);
    }

    private void multiply(Workspace workspace, int kernel, Window window, int places, int sourceAt, int targetAt) {
        workspace.forward.correlate(
                window, places, workspace.packed, op.backward().get(kernel).at(), workspace.memory, sourceAt,
                workspace.memory, targetAt, Float.NEGATIVE_INFINITY);
    }
}
