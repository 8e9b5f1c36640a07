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
    /// Codes of one task.
    private static final int BLOCK = 32;

    private final LabelledCodes known;
    private final int neighbours;
    private final NeighbourSearch search;

    private NearestNeighbours(LabelledCodes known, int neighbours) {
        this.known = known;
        this.neighbours = neighbours;
        this.search = new NeighbourSearch(known.rows());
    }

    /// @param neighbours that vote, at least 1 and no more than codes are known
    public static NearestNeighbours of(LabelledCodes known, int neighbours) {
        if (neighbours < 1 || neighbours > known.size()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "neighbours: expected 1 to %d, found %d", known.size(), neighbours));
        }
        return new NearestNeighbours(known, neighbours);
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
        var nearest = search.nearest(codes, from, to, neighbours);
        for (int i = from; i < to; i++) classes[i] = vote(nearest[i - from]);
    }

    private int vote(NeighbourSearch.Nearest nearest) {
        var votes = new int[known.labels().classes()];
        for (int index : nearest.indices) votes[known.labels().of(index)]++;
        int most = Arrays.stream(votes).max().orElse(0);
        return Arrays.stream(nearest.indices)
                .map(known.labels()::of)
                .filter(c -> votes[c] == most)
                .findFirst()
                .orElseThrow();
    }
}
