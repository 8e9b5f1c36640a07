package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Tiling;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Extent;
import dev.hourglass.internal.layout.Halo;

/// The planes that the products of a [WinogradOp] read, for a few tiles of a row at a time, so that they stay in the cache.
final class WinogradSource {
    /// Tiles at a time.
    private static final int CHUNK = 8;

    private final Buffer in;
    private final int top;
    private final int left;
    private final Extent out;
    private final Tiling whole;
    private final Tiling last;

    /// @param top rows of zeros before the picture
    /// @param left columns of zeros before it
    /// @param out what the tiles cover
    WinogradSource(Buffer in, int top, int left, Extent out) {
        this.in = in;
        this.top = top;
        this.left = left;
        this.out = out;
        this.whole = tiling(in, chunk(out.width()));
        this.last = tiling(in, lastChunk(out.width()));
    }

    private static Tiling tiling(Buffer in, int tiles) {
        return Tiling.of(tiles, in.pixel(), in.line());
    }

    /// The zeros around a picture that tiles over some outputs read.
    static Halo halo(Extent in, int top, int left, int height, int width) {
        int below = 2 * WinogradOp.tiles(height) + 2 - top - in.height();
        int right = 2 * WinogradOp.tiles(width) + 2 - left - in.width();
        return new Halo(Math.max(0, top), Math.max(0, below), Math.max(0, left), Math.max(0, right));
    }

    /// Tiles at a time, of a picture of some width.
    static int chunk(int width) {
        return Math.min(CHUNK, WinogradOp.tiles(width));
    }

    /// The last tiles of a row.
    static int lastChunk(int width) {
        return (WinogradOp.tiles(width) - 1) % chunk(width) + 1;
    }

    /// Floats of all planes.
    static int length(int width, int pixel) {
        return WinogradOp.PRODUCTS * Tiling.plane(chunk(width), pixel);
    }

    Extent out() {
        return out;
    }

    int pixel() {
        return in.pixel();
    }

    int tileRows() {
        return WinogradOp.tiles(out.height());
    }

    /// Rows of the source, from the first on, that a row of tiles and those above it read.
    int rows(int tileRow) {
        return Math.min(in.extent().height(), 2 * tileRow - top + WinogradOp.AXIS);
    }

    int tileColumns() {
        return WinogradOp.tiles(out.width());
    }

    /// Computes the planes of a chunk of tiles.
    ///
    /// @param at where the planes go
    void compute(Workspace workspace, int panel, int tileRow, int tileColumn, int at) {
        var tiling = tileColumn + whole.tiles() < tileColumns() ? whole : last;
        workspace.forward.toTiles(
                tiling, workspace.memory, in.at(panel, 2 * tileRow - top, 2 * tileColumn - left), at);
    }
}
