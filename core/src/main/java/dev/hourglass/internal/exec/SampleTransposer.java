package dev.hourglass.internal.exec;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.Workspace;
import java.util.Arrays;

/// Brings samples from rows into the lanes of a buffer, and back.
public final class SampleTransposer {
    /// Features, at most, that are moved of all of a panel's samples before the next: they stay in the cache meanwhile, and
    /// are many enough for loops over them.
    private static final int BLOCK = Workspace.ROW - Kernels.LANES;

    private SampleTransposer() {}

    /// Reads the micro-batch's samples as they are. Lanes without a sample become zero.
    static void fill(Workspace workspace, Dataset data, Buffer to) {
        fill(workspace, data, to, false);
    }

    /// Likewise.
    ///
    /// @param zeroesMissing whether features that are NaN become zero
    static void fill(Workspace workspace, Dataset data, Buffer to, boolean zeroesMissing) {
        workspace.batch.setLabels(data.labels());
        int row = to.row() / to.lanes();
        if (to.lanes() == 1 && to.panel() == row) {
            fillRows(workspace, data, to.at(0, 0, 0), row, zeroesMissing);
            return;
        }
        for (int panel = 0; panel < workspace.panels(); panel++) {
            prefetch(workspace, data, panel * to.lanes(), to.lanes());
            for (int y = 0; y < to.extent().height(); y++) {
                int at = to.at(panel, y, 0);
                if (to.lanes() == 1) {
                    read(workspace, data, workspace.batch.sample(panel), y * row, row, workspace.memory, at,
                            zeroesMissing);
                } else {
                    fillRow(workspace, data, panel, y * row, row, at, zeroesMissing);
                }
            }
        }
    }

    /// The samples of a training are drawn from anywhere in memory.
    private static void prefetch(Workspace workspace, Dataset data, int from, int lanes) {
        int to = Math.min(from + lanes, workspace.batch.count());
        int looks = 0;
        for (int lane = from; lane < to; lane++) {
            looks += data.prefetch(workspace.batch.sample(lane));
        }
        workspace.prefetched = looks;
    }

    /// Samples one behind the other without gaps, which are looked at all at once.
    private static void fillRows(Workspace workspace, Dataset data, int at, int row, boolean zeroesMissing) {
        for (int panel = 0; panel < workspace.panels(); panel++) {
            data.read(workspace.batch.sample(panel), 0, row, workspace.memory, at + panel * row, 1);
        }
        check(workspace, data, workspace.panels() * row, workspace.memory, at, zeroesMissing);
    }

    private static void fillRow(
            Workspace workspace, Dataset data, int panel, int first, int count, int at, boolean zeroesMissing) {
        int from = panel * Kernels.LANES;
        int present = Math.min(Kernels.LANES, workspace.batch.count() - from);
        int part = part(count);
        Arrays.fill(workspace.rows, present * Workspace.ROW, workspace.rows.length, 0);
        for (int i = 0; i < count; i += part) {
            int features = Math.min(part, count - i);
            for (int lane = 0; lane < present; lane++) {
                read(workspace, data, workspace.batch.sample(from + lane), first + i, features, workspace.rows,
                        lane * Workspace.ROW, zeroesMissing);
            }
            workspace.kernels.turn(
                    Kernels.LANES, features, workspace.rows, 0, Workspace.ROW, workspace.memory, at + i * Kernels.LANES,
                    Kernels.LANES);
        }
    }

    private static void read(
            Workspace workspace, Dataset data, int sample, int first, int count, float[] into, int at,
            boolean zeroesMissing) {
        data.read(sample, first, count, into, at, 1);
        check(workspace, data, count, into, at, zeroesMissing);
    }

    /// Missing features become zero, if they may; others have to be finite.
    private static void check(
            Workspace workspace, Dataset data, int count, float[] into, int at, boolean zeroesMissing) {
        if (zeroesMissing) {
            workspace.kernels.zeroMissing(into, at, count);
        }
        if (data instanceof BufferedRows rows && !workspace.kernels.areFinite(into, at, count)) {
            throw rows.nonFinite(zeroesMissing);
        }
    }

    /// Gives the micro-batch's samples to a sink, the first one as its sample `first`.
    static void read(Workspace workspace, Buffer from, RowSink result, int first) {
        int row = from.row() / from.lanes();
        int features = from.extent().features();
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int y = 0; y < from.extent().height(); y++) {
                int at = from.at(panel, y, 0);
                if (from.lanes() == 1) {
                    result.write(first + panel, features, y * row, workspace.memory, at, row);
                } else {
                    readRow(workspace, panel, at, row, result, first, features, y * row);
                }
            }
        }
    }

    private static void readRow(
            Workspace workspace, int panel, int at, int count, RowSink result, int first, int features, int feature) {
        int from = panel * Kernels.LANES;
        int present = Math.min(Kernels.LANES, workspace.batch.count() - from);
        int part = part(count);
        for (int i = 0; i < count; i += part) {
            int some = Math.min(part, count - i);
            workspace.kernels.turn(
                    some, Kernels.LANES, workspace.memory, at + i * Kernels.LANES, Kernels.LANES, workspace.rows, 0,
                    Workspace.ROW);
            for (int lane = 0; lane < present; lane++) {
                result.write(
                        first + from + lane, features, feature + i, workspace.rows, lane * Workspace.ROW, some);
            }
        }
    }

    /// Features are cut into equal parts, of whole vectors but for the last.
    private static int part(int count) {
        return Kernels.padded(Math.ceilDiv(count, Math.ceilDiv(count, BLOCK)));
    }
}
