package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Strip;
import dev.hourglass.internal.kernel.Tiling;
import dev.hourglass.internal.kernel.Window;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.WeightShape;

/// The weight gradients of a [WinogradOp]: for each of its sixteen products, the plane that it reads times the sum of the output gradients
/// that it is part of.
final class WinogradGradients implements BandPass {
    private static final int AXIS = WinogradOp.AXIS;

    private final WinogradOp op;
    private final WinogradSource source;
    private final Buffer outGradient;
    private final int width;
    private final Window window;
    private final Chunk whole;
    private final Chunk last;

    /// Neighbouring tiles.
    ///
    /// @param block floats of a block of 16 transposed outputs
    /// @param strip a plane of transposed outputs
    /// @param plane floats from one of them to the next
    private record Chunk(int tiles, int block, Strip strip, int plane) {
        static Chunk of(int tiles, WeightShape shape) {
            int block = tiles * Kernels.LANES * Kernels.LANES;
            return new Chunk(
                    tiles, block, Strip.of(block * Kernels.padded(shape.outputs()) / Kernels.LANES),
                    WinogradGradients.plane(tiles, shape));
        }
    }

    WinogradGradients(WinogradOp op, WinogradSource source, Buffer outGradient) {
        this.op = op;
        this.source = source;
        this.outGradient = outGradient;
        this.width = outGradient.extent().width();
        this.window = new Window(1, op.shape().inputs(), op.shape().outputs(), 0, source.pixel(), 0);
        this.whole = Chunk.of(WinogradSource.chunk(width), op.shape());
        this.last = Chunk.of(WinogradSource.lastChunk(width), op.shape());
    }

    private static int plane(int tiles, WeightShape shape) {
        return Tiling.plane(tiles, Kernels.LANES * Kernels.padded(shape.outputs()));
    }

    static int scratch(int width, WeightShape shape) {
        return WinogradSource.length(width, shape.inputs() * Kernels.LANES)
                + WinogradOp.PRODUCTS * plane(WinogradSource.chunk(width), shape);
    }

    @Override
    public int bands() {
        return source.tileRows();
    }

    @Override
    public int needs(int band) {
        return Math.min(outGradient.extent().height(), 2 * band + 2);
    }

    @Override
    public int completes(int band) {
        return needs(band);
    }

    @Override
    public void run(Workspace workspace, int panel, int from, int to) {
        for (int row = from; row < to; row++) {
            for (int column = 0; column < source.tileColumns(); column += whole.tiles) {
                add(workspace, panel, row, column, column + whole.tiles < source.tileColumns() ? whole : last);
            }
        }
    }

    private void add(Workspace workspace, int panel, int tileRow, int tileColumn, Chunk chunk) {
        int inputs = workspace.scratchAt;
        int gradients = inputs + WinogradSource.length(width, source.pixel());
        source.compute(workspace, panel, tileRow, tileColumn, inputs);
        transpose(workspace, panel, tileRow, tileColumn, gradients, chunk);
        int plane = Tiling.plane(chunk.tiles, source.pixel());
        for (int i = 0; i < WinogradOp.PRODUCTS; i++) {
            workspace.kernels.outer(
                    window, chunk.tiles, workspace.memory, inputs + i * plane, workspace.memory,
                    gradients + i * chunk.plane, chunk.block, workspace.gradients,
                    op.forward().get(i).gradientAt());
        }
    }

    /// The gradients of tiles: of their four outputs each, then of the sums and differences that products are part of.
    private void transpose(Workspace workspace, int panel, int tileRow, int tileColumn, int planes, Chunk chunk) {
        int plane = chunk.plane;
        int apart = 3 * plane;
        for (int r = 0; r < 2; r++) {
            for (int c = 0; c < 2; c++) {
                workspace.kernels.transpose(
                        op.shape().outputs(), chunk.tiles, workspace.memory,
                        outGradient.at(panel, 2 * tileRow + r, 2 * tileColumn + c), 2 * outGradient.pixel(),
                        workspace.memory, planes + r * AXIS * apart + c * apart, chunk.block);
            }
        }
        for (int c = 0; c < 2; c++) {
            combine(workspace, planes + c * apart, AXIS * plane, chunk);
        }
        for (int r = 0; r < AXIS; r++) {
            combine(workspace, planes + r * AXIS * plane, plane, chunk);
        }
    }

    /// Of four planes the second becomes the sum of the first and the last, the third their difference.
    private static void combine(Workspace workspace, int first, int step, Chunk chunk) {
        int end = first + 3 * step;
        workspace.kernels.combine(chunk.strip, 1, workspace.memory, first, end, first + step);
        workspace.kernels.combine(chunk.strip, -1, workspace.memory, first, end, first + 2 * step);
    }
}
