package dev.hourglass.metric;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;

/// Classifies codes by a vote of the nearest known ones (Fix and Hodges 1951; Cover and Hart 1967), in squared Euclidean
/// distance.
///
/// Of known codes at one distance the earlier ones count as nearer; of classes with as many votes the one with the
/// nearest vote wins. Distances are sums of squared differences, feature by feature, so the same codes give the
/// same classes on any machine and any number of threads.
public final class NearestNeighbours {
    /// Numbers in a tile of known codes: it stays in a core's cache while several codes are compared with it.
    private static final int TILE_NUMBERS = 1 << 15;
    private static final int LONGEST_TILE = 512;
    private static final int SHORTEST_TILE = 16;

    /// Codes that one task compares with each tile.
    private static final int BLOCK = 32;

    private final LabelledCodes known;
    private final int neighbours;
    private final int tileSize;

    /// `[tile][feature][known code in the tile]`.
    private final float[][][] tiles;

    private NearestNeighbours(LabelledCodes known, int neighbours, int tileSize, float[][][] tiles) {
        this.known = known;
        this.neighbours = neighbours;
        this.tileSize = tileSize;
        this.tiles = tiles;
    }

    /// @param neighbours that vote, at least 1 and no more than codes are known
    public static NearestNeighbours of(LabelledCodes known, int neighbours) {
        if (neighbours < 1 || neighbours > known.size()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "neighbours: expected 1 to %d, found %d", known.size(), neighbours));
        }
        int size = Math.clamp(TILE_NUMBERS / Math.max(known.features(), 1), SHORTEST_TILE, LONGEST_TILE);
        var tiles = IntStream.range(0, Math.ceilDiv(known.size(), size))
                .parallel()
                .mapToObj(t -> tile(known, t * size, Math.min(size, known.size() - t * size)))
                .toArray(float[][][]::new);
        return new NearestNeighbours(known, neighbours, size, tiles);
    }

    private static float[][] tile(LabelledCodes known, int from, int count) {
        var tile = new float[known.features()][count];
        for (int i = 0; i < count; i++) {
            var code = known.rows()[from + i];
            for (int f = 0; f < code.length; f++) tile[f][i] = code[f];
        }
        return tile;
    }

    /// The class of each code.
    ///
    /// @param codes `[sample][feature of the code]`
    /// @throws IllegalArgumentException if a code is of another length than the known ones
    public int[] classify(float[][] codes) {
        known.requireLike(codes);
        var classes = new int[codes.length];
        IntStream.range(0, Math.ceilDiv(codes.length, BLOCK))
                .parallel()
                .forEach(b -> classify(codes, b * BLOCK, Math.min(codes.length, (b + 1) * BLOCK), classes));
        return classes;
    }

    private void classify(float[][] codes, int from, int to, int[] classes) {
        var nearest = new Nearest[to - from];
        Arrays.setAll(nearest, _ -> new Nearest(neighbours));
        for (int t = 0; t < tiles.length; t++) {
            var distances = new float[Math.min(tileSize, known.size() - t * tileSize)];
            for (int i = from; i < to; i++) {
                measure(codes[i], tiles[t], distances);
                nearest[i - from].offer(distances, t * tileSize);
            }
        }
        for (int i = from; i < to; i++) classes[i] = vote(nearest[i - from]);
    }

    /// Squared distances of a code from those of a tile, four features in turn, so that sums are fetched and stored a
    /// quarter as often. The loops run over whole arrays: that is the form which the JIT vectorises.
    private static void measure(float[] code, float[][] tile, float[] distances) {
        Arrays.fill(distances, 0);
        int f = 0;
        for (; f <= code.length - 4; f += 4) {
            addSquares(
                    distances, code[f], code[f + 1], code[f + 2], code[f + 3], tile[f], tile[f + 1], tile[f + 2],
                    tile[f + 3]);
        }
        for (; f < code.length; f++) addSquares(distances, code[f], tile[f]);
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

    private int vote(Nearest nearest) {
        var votes = new int[known.labels().classes()];
        for (int index : nearest.indices) votes[known.labels().of(index)]++;
        int most = Arrays.stream(votes).max().orElse(0);
        return Arrays.stream(nearest.indices)
                .map(known.labels()::of)
                .filter(c -> votes[c] == most)
                .findFirst()
                .orElseThrow();
    }

    /// The nearest known codes so far, nearest first.
    private static final class Nearest {
        private final float[] distances;
        private final int[] indices;

        Nearest(int count) {
            distances = new float[count];
            indices = new int[count];
            Arrays.fill(distances, Float.POSITIVE_INFINITY);
        }

        /// @param offered distances of the known codes from index `first` on
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
