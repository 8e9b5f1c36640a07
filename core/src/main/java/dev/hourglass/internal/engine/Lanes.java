package dev.hourglass.internal.engine;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.graph.Buffer;
import java.util.Arrays;

/// Brings samples from rows into the lanes of a buffer, and back.
final class Lanes {
    /// Features, at most, that are moved of all of a panel's samples before the next: they stay in the cache meanwhile, and
    /// are many enough for loops over them.
    private static final int BLOCK = 512;
    /// From one sample's features to the next one's. A cache keeps but a few lines whose addresses are a multiple of some
    /// power of two apart, so this is none.
    private static final int STEP = BLOCK + Kernels.LANES;
    /// Floats that a panel's samples take.
    static final int ROWS = Kernels.LANES * STEP;

    private Lanes() {}

    /// Reads the shard's samples. Lanes without a sample become zero.
    static void fill(Shard shard, Dataset data, Buffer to) {
        shard.label(data.labels());
        int row = to.row() / to.lanes();
        for (int panel = 0; panel < shard.panels(); panel++) {
            for (int y = 0; y < to.extent().height(); y++) {
                int at = to.at(panel, y, 0);
                if (to.lanes() == 1) {
                    data.read(shard.sample(panel), y * row, row, shard.memory, at, 1);
                } else {
                    fillRow(shard, data, panel, y * row, row, at);
                }
            }
        }
    }

    private static void fillRow(Shard shard, Dataset data, int panel, int first, int count, int at) {
        int from = panel * Kernels.LANES;
        int present = Math.min(Kernels.LANES, shard.count() - from);
        int part = part(count);
        Arrays.fill(shard.rows, present * STEP, shard.rows.length, 0);
        for (int i = 0; i < count; i += part) {
            int features = Math.min(part, count - i);
            for (int lane = 0; lane < present; lane++) {
                data.read(shard.sample(from + lane), first + i, features, shard.rows, lane * STEP, 1);
            }
            shard.kernels.turn(
                    Kernels.LANES, features, shard.rows, 0, STEP, shard.memory, at + i * Kernels.LANES, Kernels.LANES);
        }
    }

    /// Makes `result[first]` and following from the shard's samples.
    static void read(Shard shard, Buffer from, float[][] result, int first) {
        int row = from.row() / from.lanes();
        for (int lane = 0; lane < shard.count(); lane++) {
            result[first + lane] = new float[from.extent().features()];
        }
        for (int panel = 0; panel < shard.panels(); panel++) {
            for (int y = 0; y < from.extent().height(); y++) {
                int at = from.at(panel, y, 0);
                if (from.lanes() == 1) {
                    System.arraycopy(shard.memory, at, result[first + panel], y * row, row);
                } else {
                    readRow(shard, panel, at, row, result, first, y * row);
                }
            }
        }
    }

    private static void readRow(
            Shard shard, int panel, int at, int count, float[][] result, int first, int feature) {
        int from = panel * Kernels.LANES;
        int present = Math.min(Kernels.LANES, shard.count() - from);
        int part = part(count);
        for (int i = 0; i < count; i += part) {
            int features = Math.min(part, count - i);
            shard.kernels.turn(
                    features, Kernels.LANES, shard.memory, at + i * Kernels.LANES, Kernels.LANES, shard.rows, 0, STEP);
            for (int lane = 0; lane < present; lane++) {
                System.arraycopy(shard.rows, lane * STEP, result[first + from + lane], feature + i, features);
            }
        }
    }

    /// Features are cut into equal parts, of whole vectors but for the last.
    private static int part(int count) {
        return Kernels.padded(Math.ceilDiv(count, Math.ceilDiv(count, BLOCK)));
    }
}
