package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Tiling;
import dev.hourglass.internal.kernel.Window;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.PackedWeights;
import java.util.List;

/// The convolution of a [WinogradOp], or of its turned kernel: for a few tiles at a time the planes, their products, and the sums of these.
final class WinogradPass implements BandPass {
    private final List<PackedWeights> weights;
    private final WinogradSource source;
    private final Buffer out;
    private final float floor;
    private final Window window;
    private final Tiling whole;
    private final Tiling last;

    WinogradPass(List<PackedWeights> weights, WinogradSource source, Buffer out, float floor) {
        this.weights = weights;
        this.source = source;
        this.out = out;
        this.floor = floor;
        this.window = new Window(
                1, source.pixel() / out.lanes(), out.extent().channels(), 0, source.pixel(), out.pixel());
        this.whole = tiling(WinogradSource.chunk(out.extent().width()));
        this.last = tiling(WinogradSource.lastChunk(out.extent().width()));
    }

    private Tiling tiling(int tiles) {
        return Tiling.of(tiles, out.pixel(), out.line());
    }

    /// @param width of the output
    /// @param from floats of a pixel of the source
    /// @param to likewise, of the output
    static int scratch(int width, int from, int to) {
        return WinogradSource.length(width, from) + WinogradSource.length(width, to)
                + 2 * WinogradSource.chunk(width) * to;
    }

    @Override
    public int bands() {
        return source.tileRows();
    }

    @Override
    public int needs(int band) {
        return source.rows(band);
    }

    @Override
    public int completes(int band) {
        return Math.min(out.extent().height(), 2 * band + 2);
    }

    @Override
    public void run(Workspace workspace, int panel, int from, int to) {
        for (int row = from; row < to; row++) {
            for (int column = 0; column < source.tileColumns(); column += whole.tiles()) {
                compute(
                        workspace, panel, row, column, column + whole.tiles() < source.tileColumns() ? whole : last);
            }
        }
    }

    private void compute(Workspace workspace, int panel, int tileRow, int tileColumn, Tiling tiling) {
        int width = out.extent().width();
        int planes = workspace.scratchAt;
        int products = planes + WinogradSource.length(width, source.pixel());
        int rest = products + WinogradOp.PRODUCTS * whole.plane();
        source.compute(workspace, panel, tileRow, tileColumn, planes);
        int plane = Tiling.plane(tiling.tiles(), source.pixel());
        for (int i = 0; i < WinogradOp.PRODUCTS; i++) {
            workspace.forward.correlate(
                    window, tiling.tiles(), workspace.packed, weights.get(i).at(), workspace.memory,
                    planes + i * plane, workspace.memory, products + i * tiling.plane(), Float.NEGATIVE_INFINITY);
        }
        int row = 2 * tileRow;
        int column = 2 * tileColumn;
        int below = row + 1 < out.extent().height() ? out.at(panel, row + 1, column) : rest;
        workspace.forward.fromTiles(
                tiling, width - column, floor, workspace.memory, products, out.at(panel, row, column), below, rest);
    }
}
