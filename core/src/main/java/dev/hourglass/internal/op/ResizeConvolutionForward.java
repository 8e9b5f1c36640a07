package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Tiling;
import dev.hourglass.internal.kernel.Window;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.WeightShape;

/// The forward pass of a [ResizeConvolutionOp]: row by row of the small picture, nine products of it and its differences, and their sums.
final class ResizeConvolutionForward implements BandPass {
    private final ResizeConvolutionOp op;
    private final Buffer in;
    private final Buffer out;
    private final float floor;
    private final SourceDifferences differences;
    private final int width;
    private final Window window;
    private final Tiling tiling;

    ResizeConvolutionForward(ResizeConvolutionOp op, Buffer in, Buffer out, float floor) {
        this.op = op;
        this.in = in;
        this.out = out;
        this.floor = floor;
        this.differences = new SourceDifferences(in);
        this.width = in.extent().width();
        int pixel = out.pixel();
        this.window = new Window(1, op.shape().inputs(), op.shape().outputs(), 0, in.pixel(), pixel);
        this.tiling = Tiling.of(width, pixel, out.line());
    }

    static int scratch(int width, WeightShape shape, int lanes) {
        return SourceDifferences.length(width, shape.inputs() * lanes)
                + ResizeConvolutionOp.PRODUCTS * Tiling.plane(width, shape.outputs() * lanes);
    }

    @Override
    public int bands() {
        return in.extent().height();
    }

    @Override
    public int needs(int band) {
        return Math.min(bands(), band + 2);
    }

    @Override
    public int completes(int band) {
        return 2 * band + 2;
    }

    @Override
    public void run(Workspace workspace, int panel, int from, int to) {
        differences.begin(workspace, panel, from);
        int products = workspace.scratchAt + SourceDifferences.length(width, in.pixel());
        for (int row = from; row < to; row++) {
            differences.next(workspace, panel, row);
            multiply(workspace, 0, in.at(panel, row, 0), products);
            for (int column = 0; column < 2; column++) {
                multiply(workspace, 1 + column, differences.acrossAt(workspace) + column * in.pixel(), products);
            }
            for (int below = 0; below < 2; below++) {
                int first = 3 + 3 * below;
                multiply(workspace, first, differences.downAt(workspace, row + below), products);
                for (int column = 0; column < 2; column++) {
                    int source = differences.bothAt(workspace, row + below) + column * in.pixel();
                    multiply(workspace, first + 1 + column, source, products);
                }
            }
            workspace.forward.fromDifferences(
                    tiling, floor, workspace.memory, products, out.at(panel, 2 * row, 0),
                    out.at(panel, 2 * row + 1, 0));
        }
    }

    private void multiply(Workspace workspace, int product, int source, int products) {
        workspace.forward.correlate(
                window, width, workspace.packed, op.forward().get(product).at(), workspace.memory, source,
                workspace.memory, products + product * tiling.plane(), Float.NEGATIVE_INFINITY);
    }
}
