package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Strip;
import dev.hourglass.internal.kernel.Window;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.WeightShape;

/// The weight gradients of a [ResizeConvolutionOp]: for each of its nine products, the plane that it reads times the sum of the output
/// gradients that it is part of.
final class ResizeConvolutionGradients implements PanelPass {
    private final ResizeConvolutionOp op;
    private final Buffer in;
    private final Buffer outGradient;
    private final SourceDifferences differences;
    private final int width;
    private final Window window;
    /// Floats of a block of 16 transposed outputs, and of all of them.
    private final int block;
    private final int plane;
    private final Strip strip;

    ResizeConvolutionGradients(ResizeConvolutionOp op, Buffer in, Buffer outGradient) {
        this.op = op;
        this.in = in;
        this.outGradient = outGradient;
        this.differences = new SourceDifferences(in);
        this.width = in.extent().width();
        this.window = new Window(1, op.shape().inputs(), op.shape().outputs(), 0, in.pixel(), 0);
        this.block = width * Kernels.LANES * Kernels.LANES;
        this.plane = plane(width, op.shape());
        this.strip = Strip.of(plane);
    }

    private static int plane(int width, WeightShape shape) {
        return width * Kernels.LANES * Kernels.padded(shape.outputs());
    }

    static int scratch(int width, WeightShape shape) {
        return SourceDifferences.length(width, shape.inputs() * Kernels.LANES)
                + ResizeConvolutionOp.PRODUCTS * plane(width, shape);
    }

    @Override
    public void run(Workspace workspace, int panel) {
        differences.begin(workspace, panel, 0);
        int planes = workspace.scratchAt + SourceDifferences.length(width, in.pixel());
        for (int row = 0; row < in.extent().height(); row++) {
            differences.next(workspace, panel, row);
            transpose(workspace, panel, row, planes);
            addProduct(workspace, 0, in.at(panel, row, 0), planes);
            for (int column = 0; column < 2; column++) {
                addProduct(workspace, 1 + column, differences.acrossAt(workspace) + column * in.pixel(), planes);
            }
            for (int below = 0; below < 2; below++) {
                int product = 3 + 3 * below;
                addProduct(workspace, product, differences.downAt(workspace, row + below), planes);
                for (int column = 0; column < 2; column++) {
                    int source = differences.bothAt(workspace, row + below) + column * in.pixel();
                    addProduct(workspace, product + 1 + column, source, planes);
                }
            }
        }
    }

    /// The gradients of a row of small pixels: of its four outputs each, of the two in a column or in a row, and of all.
    private void transpose(Workspace workspace, int panel, int row, int at) {
        int step = 2 * outGradient.pixel();
        for (int below = 0; below < 2; below++) {
            int first = at + (3 + 3 * below) * plane;
            for (int column = 0; column < 2; column++) {
                workspace.kernels.transpose(
                        op.shape().outputs(), width, workspace.memory,
                        outGradient.at(panel, 2 * row + below, column), step, workspace.memory,
                        first + (1 + column) * plane, block);
            }
            add(workspace, first + plane, first + 2 * plane, first);
        }
        add(workspace, at + 4 * plane, at + 7 * plane, at + plane);
        add(workspace, at + 5 * plane, at + 8 * plane, at + 2 * plane);
        add(workspace, at + plane, at + 2 * plane, at);
    }

    private void add(Workspace workspace, int first, int second, int sum) {
        workspace.kernels.combine(strip, 1, workspace.memory, first, second, sum);
    }

    private void addProduct(Workspace workspace, int product, int source, int planes) {
        workspace.kernels.outer(
                window, width, workspace.memory, source, workspace.memory, planes + product * plane, block,
                workspace.gradients, op.forward().get(product).gradientAt());
    }
}
