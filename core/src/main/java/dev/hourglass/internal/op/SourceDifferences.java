package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Strip;
import dev.hourglass.internal.layout.Buffer;

/// Differences of neighbouring pixels of a source with a halo of one pixel, row by row, at the beginning of a workspace's scratch: across,
/// `x[i][j] - x[i][j-1]`; down, `x[i][j] - x[i-1][j]`; and both, the differences across of those down.
final class SourceDifferences {
    private final Buffer in;
    private final int pixel;
    private final Strip acrossStrip;
    private final Strip downStrip;

    SourceDifferences(Buffer in) {
        this.in = in;
        this.pixel = in.pixel();
        this.acrossStrip = Strip.of((in.extent().width() + 1) * pixel);
        this.downStrip = Strip.of((in.extent().width() + 2) * pixel);
    }

    /// Floats of scratch.
    static int length(int width, int pixel) {
        return (3 * (width + 1) + 2 * (width + 2)) * pixel;
    }

    /// Begins with a row of a panel.
    void begin(Workspace workspace, int panel, int row) {
        computeDown(workspace, panel, row);
    }

    /// The differences across of a row, and the others of the row after it; those of the row itself are there.
    void next(Workspace workspace, int panel, int row) {
        workspace.forward.combine(
                acrossStrip, -1, workspace.memory, in.at(panel, row, 0), in.at(panel, row, -1), acrossAt(workspace));
        computeDown(workspace, panel, row + 1);
    }

    private void computeDown(Workspace workspace, int panel, int row) {
        int down = downAt(workspace, row);
        workspace.forward.combine(
                downStrip, -1, workspace.memory, in.at(panel, row, -1), in.at(panel, row - 1, -1), down - pixel);
        workspace.forward.combine(acrossStrip, -1, workspace.memory, down, down - pixel, bothAt(workspace, row));
    }

    /// The difference across before the first pixel of the row.
    int acrossAt(Workspace workspace) {
        return workspace.scratchAt;
    }

    /// The difference down before a row's first pixel.
    int downAt(Workspace workspace, int row) {
        return workspace.scratchAt + acrossStrip.count() + (row & 1) * downStrip.count() + pixel;
    }

    /// The difference of differences before a row's first pixel.
    int bothAt(Workspace workspace, int row) {
        return workspace.scratchAt + acrossStrip.count() + 2 * downStrip.count() + (row & 1) * acrossStrip.count();
    }
}
