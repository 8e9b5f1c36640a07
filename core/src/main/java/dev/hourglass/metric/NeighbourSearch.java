package dev.hourglass.metric;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Rows among which the nearest to others are looked for, in squared Euclidean distance.
///
/// Of rows at one distance the earlier ones count as nearer. Distances are sums of squared differences, feature by feature, so the
/// same rows give the same neighbours on any machine and any number of threads.
final class NeighbourSearch {
    /// Numbers in a tile of rows: it stays in a core's cache while several others are compared with it.
    private static final int TILE_NUMBERS = 1 << 15;
    private static final int LONGEST_TILE = 512;
    private static final int SHORTEST_TILE = 16;

    private final int count;
    private final int tileSize;

    /// `[tile][feature][row in the tile]`.
    private final float[][][] tiles;

    /// @param rows at least one, all of one length
    NeighbourSearch(float[][] rows) {
        count = rows.length;
        tileSize = Math.clamp(TILE_NUMBERS / Math.max(rows[0].length, 1), SHORTEST_TILE, LONGEST_TILE);
        tiles = IntStream.range(0, Math.ceilDiv(count, tileSize))
                .parallel()
                .mapToObj(t -> tile(rows, t * tileSize, Math.min(tileSize, count - t * tileSize)))
                .toArray(float[][][]::new);
    }

    private static float[][] tile(float[][] rows, int from, int count) {
        var tile = new float[rows[0].length][count];
        for (int i = 0; i < count; i++) {
            for (int f = 0; f < tile.length; f++) tile[f][i] = rows[from + i][f];
        }
        return tile;
    }

    int count() {
        return count;
    }

    /// The nearest rows of each of some others.
    ///
    /// @param others `[row][feature]`
    /// @param neighbours at least 1 and at most as many as there are rows
    Nearest[] nearest(float[][] others, int from, int to, int neighbours) {
        var nearest = new Nearest[to - from];
        Arrays.setAll(nearest, _ -> new Nearest(neighbours));
        for (int t = 0; t < tiles.length; t++) {
            var distances = new float[Math.min(tileSize, count - t * tileSize)];
            for (int i = from; i < to; i++) {
                measure(others[i], tiles[t], distances);
                nearest[i - from].offer(distances, t * tileSize);
            }
        }
        return nearest;
    }

    /// Squared distances of a row from those of a tile, four features in turn, so that sums are fetched and stored a
    /// quarter as often. The loops run over whole arrays: that is the form which the JIT vectorises.
    private static void measure(float[] row, float[][] tile, float[] distances) {
        Arrays.fill(distances, 0);
        int f = 0;
        for (; f <= row.length - 4; f += 4) {
            addSquares(
                    distances, row[f], row[f + 1], row[f + 2], row[f + 3], tile[f], tile[f + 1], tile[f + 2],
                    tile[f + 3]);
        }
        for (; f < row.length; f++) addSquares(distances, row[f], tile[f]);
    }

    private static void addSquares(
            float[] distances, float a, float b, float c, float d, float[] as, float[] bs, float[] cs, float[] ds) {
        for (int j = 0; j < distances.length; j++) {
            float fromA = a - as[j];
            float fromB = b - bs[j];
            float fromC = c - cs[j];
            float fromD = d - ds[j];
            float sum = Math.fma(fromA, fromA, distances[j]);
            sum = Math.fma(fromB, fromB, sum);
            sum = Math.fma(fromC, fromC, sum);
            distances[j] = Math.fma(fromD, fromD, sum);
        }
    }

    private static void addSquares(float[] distances, float value, float[] values) {
        for (int j = 0; j < distances.length; j++) {
            float difference = value - values[j];
            distances[j] = Math.fma(difference, difference, distances[j]);
        }
    }

    /// The nearest rows so far, nearest first.
    static final class Nearest {
        /// Squared.
        final float[] distances;
        final int[] indices;

        Nearest(int count) {
            distances = new float[count];
            indices = new int[count];
            Arrays.fill(distances, Float.POSITIVE_INFINITY);
        }

        /// @param offered squared distances of the rows from index `first` on
        void offer(float[] offered, int first) {
            float worst = distances[distances.length - 1];
            for (int j = 0; j < offered.length; j++) {
                if (offered[j] < worst) {
                    insert(offered[j], first + j);
                    worst = distances[distances.length - 1];
                }
            }
        }

        private void insert(float distance, int index) {
            int at = distances.length - 1;
            for (; at > 0 && distances[at - 1] > distance; at--) {
                distances[at] = distances[at - 1];
                indices[at] = indices[at - 1];
            }
            distances[at] = distance;
            indices[at] = index;
        }
    }
}
