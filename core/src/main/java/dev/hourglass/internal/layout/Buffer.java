package dev.hourglass.internal.layout;

/// A place in a worker's memory for one activation, or its gradient, of every panel of a micro-batch:
/// `[panel][y][x][channel][lane]` with a halo.
///
/// @param offset of the first panel, in floats
/// @param lanes samples of a panel
public record Buffer(int offset, Extent extent, Halo halo, int lanes) {
    /// Floats behind a row that has a halo, a line of the cache: pixels of rows that are a power of two apart share one set of it.
    private static final int GAP = 16;

    /// Whether another one is at the same place, as where nothing corrupts the input is the target.
    public boolean isAt(Buffer other) {
        return offset == other.offset;
    }

    /// Floats between neighbouring pixels.
    public int pixel() {
        return extent.channels() * lanes;
    }

    /// Floats between neighbouring rows.
    public int line() {
        int beside = halo.left() + halo.right();
        return (extent.width() + beside) * pixel() + (beside > 0 ? GAP : 0);
    }

    /// Floats of one panel.
    public int panel() {
        return (halo.top() + extent.height() + halo.bottom()) * line();
    }

    /// Where a pixel's first channel is; pixels of the halo have coordinates outside the picture.
    public int at(int panel, int y, int x) {
        return offset + panel * panel() + (halo.top() + y) * line() + (halo.left() + x) * pixel();
    }

    /// Floats of one row without its halo.
    public int row() {
        return extent.width() * pixel();
    }
}
