package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;
import static dev.hourglass.internal.kernel.Kernels.NEIGHBOURS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Rows among which the k-th nearest to others is looked for, in leaves of 64 that lie close together (Bentley, "Multidimensional
/// binary search trees used for associative searching", 1975). Leaves whose box is farther than the k-th nearest so far are passed over,
/// which changes no bit: see [Kernels#squaredBoxDistances].
public final class NeighbourTree {
    /// Features after which a leaf may turn out to be too far.
    private static final int PART = 64;

    private final Kernels kernels;
    private final int features;
    private final int leaves;
    /// `[leaf][feature][row]`, NaN where a leaf has fewer rows.
    private final float[] rows;
    /// `[16 leaves][feature][low, then high][leaf]`
    private final float[] boxes;

    /// @param rows `[row][feature]`, at least one, all of one length; copied. Those with a feature that is not finite are near to none.
    public NeighbourTree(float[][] rows, Kernels kernels) {
        this.kernels = kernels;
        this.features = rows[0].length;
        var split = new ArrayList<float[][]>();
        split(Arrays.stream(rows).filter(row -> kernels.areFinite(row, 0, features)).toArray(float[][]::new), split);
        this.leaves = split.size();
        this.rows = new float[leaves * features * NEIGHBOURS];
        Arrays.fill(this.rows, Float.NaN);
        this.boxes = new float[Kernels.padded(leaves) * features * 2];
        for (int leaf = 0; leaf < leaves; leaf++) {
            fill(leaf, split.get(leaf));
        }
    }

    /// Halves rows by the feature with the greatest variance until they fit into leaves; all leaves but one are full.
    private static void split(float[][] rows, List<float[][]> leaves) {
        if (rows.length > NEIGHBOURS) {
            int widest = widest(rows);
            Arrays.sort(rows, Comparator.comparingDouble(row -> row[widest]));
            int half = Math.ceilDiv(rows.length, NEIGHBOURS) / 2 * NEIGHBOURS;
            split(Arrays.copyOfRange(rows, 0, half), leaves);
            split(Arrays.copyOfRange(rows, half, rows.length), leaves);
        } else if (rows.length > 0) {
            leaves.add(rows);
        }
    }

    private static int widest(float[][] rows) {
        var variances = IntStream.range(0, rows[0].length).mapToDouble(f -> variance(rows, f)).toArray();
        int widest = 0;
        for (int f = 1; f < variances.length; f++) {
            widest = variances[f] > variances[widest] ? f : widest;
        }
        return widest;
    }

    private static double variance(float[][] rows, int feature) {
        double sum = 0;
        double squares = 0;
        for (var row : rows) {
            sum += row[feature];
            squares += (double) row[feature] * row[feature];
        }
        return squares - sum * sum / rows.length;
    }

    private static double lowest(float[][] rows, int feature) {
        return Arrays.stream(rows).mapToDouble(row -> row[feature]).min().orElseThrow();
    }

    private static double highest(float[][] rows, int feature) {
        return Arrays.stream(rows).mapToDouble(row -> row[feature]).max().orElseThrow();
    }

    private void fill(int leaf, float[][] own) {
        int at = leaf * features * NEIGHBOURS;
        for (int f = 0; f < features; f++) {
            for (int i = 0; i < own.length; i++) rows[at + f * NEIGHBOURS + i] = own[i][f];
            int box = (leaf / LANES * features + f) * 2 * LANES + leaf % LANES;
            boxes[box] = (float) lowest(own, f);
            boxes[box + LANES] = (float) highest(own, f);
        }
    }

    /// Writes the squared distance of each row from its k-th nearest; infinite where fewer are near.
    ///
    /// @param x `[row][feature]`, row after row
    /// @param k at least 1
    /// @param squared one for each row, overwritten
    public void squaredDistances(float[] x, int count, int k, float[] squared) {
        var search = new Search(k);
        for (int row = 0; row < count; row++) squared[row] = search.of(x, row * features);
    }

    /// Of one row after the other.
    private final class Search {
        /// Of the row from each leaf's box.
        private final float[] bounds = new float[Kernels.padded(leaves)];
        /// Of the row from each of a leaf's.
        private final float[] distances = new float[NEIGHBOURS];
        /// The least so far, rising.
        private final float[] nearest;

        Search(int k) {
            nearest = new float[k];
        }

        float of(float[] x, int xAt) {
            Arrays.fill(nearest, Float.POSITIVE_INFINITY);
            for (int leaf = 0; leaf < leaves; leaf += LANES) {
                kernels.squaredBoxDistances(features, x, xAt, boxes, leaf * features * 2, bounds, leaf);
            }
            int closest = closest();
            if (closest >= 0) {
                visit(closest, x, xAt);
            }
            for (int leaf = 0; leaf < leaves; leaf++) {
                if (bounds[leaf] < nearest[nearest.length - 1] && leaf != closest) {
                    visit(leaf, x, xAt);
                }
            }
            return nearest[nearest.length - 1];
        }

        /// The leaf that is nearest by its box; -1 where there is none. Bits of numbers that are not negative rise with the numbers.
        private int closest() {
            long closest = Long.MAX_VALUE;
            for (int leaf = 0; leaf < leaves; leaf++) {
                closest = Math.min(closest, (long) Float.floatToRawIntBits(bounds[leaf]) << Integer.SIZE | leaf);
            }
            return (int) closest;
        }

        private void visit(int leaf, float[] x, int xAt) {
            float worst = nearest[nearest.length - 1];
            Arrays.fill(distances, 0);
            for (int f = 0; f < features; f += PART) {
                int at = (leaf * features + f) * NEIGHBOURS;
                if (!kernels.addSquaredDistances(
                        Math.min(PART, features - f), x, xAt + f, rows, at, worst, distances)) {
                    return;
                }
            }
            for (float distance : distances) {
                if (distance < worst) {
                    insert(distance);
                    worst = nearest[nearest.length - 1];
                }
            }
        }

        private void insert(float distance) {
            int at = nearest.length - 1;
            for (; at > 0 && nearest[at - 1] > distance; at--) nearest[at] = nearest[at - 1];
            nearest[at] = distance;
        }
    }
}
