package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.loss.StructuralSimilarity;
import java.util.Arrays;

/// Structural similarity mixed with the absolute error, of whole pictures.
///
/// With `m` and `n` the means of output and target under the window, `q` and `r` those of the output's square and of the product, and
/// `S = A1 A2 / (B1 B2)` (Wang et al. 2004, equation 13), the derivatives are `dS/dq = -S / B2`, `dS/dr = 2 A1 / (B1 B2)` and
/// `dS/dm = 2 n (A2 - A1) / (B1 B2) - 2 m S (1 / B1 - 1 / B2)`; the window, turned, carries them back to pixels.
///
/// Plain loops over planes `[row][column][channel][lane]`, which both kinds of kernels share.
record SimilarityLoss(int features, double weight) implements BlockLoss {
    private static final int LANES = Kernels.LANES;
    private static final int WINDOW = StructuralSimilarity.WINDOW;
    private static final float[] WEIGHTS = new float[WINDOW];
    private static final float C1 = (float) StructuralSimilarity.C1;
    private static final float C2 = (float) StructuralSimilarity.C2;
    private static final int PLANES = 8;

    static {
        var window = StructuralSimilarity.window();
        for (int i = 0; i < WINDOW; i++) WEIGHTS[i] = (float) window[i];
    }

    @Override
    public void compute(Workspace workspace, int panel, int output, int target, int gradient) {
        throw new IllegalStateException("ssim is computed of whole pictures");
    }

    @Override
    public void compute(Workspace workspace, int panel, Buffer output, Buffer target, Buffer gradient, int from) {
        new Planes(workspace, output).compute(workspace, panel, output, target, gradient, weight);
    }

    /// A panel's pictures, and what is computed of them, in the scratch of a workspace.
    private static final class Planes {
        private final float[] memory;
        private final int height;
        private final int width;
        /// Floats between neighbouring pixels.
        private final int pixel;
        private final int row;
        private final int size;
        private final int rows;
        private final int columns;

        Planes(Workspace workspace, Buffer picture) {
            this.height = picture.extent().height();
            this.width = picture.extent().width();
            this.pixel = picture.pixel();
            this.row = width * pixel;
            this.size = height * row;
            this.rows = height - WINDOW + 1;
            this.columns = width - WINDOW + 1;
            this.memory = workspace.targets(PLANES * size);
        }

        /// Where a plane begins.
        private int at(int plane) {
            return plane * size;
        }

        void compute(
                Workspace workspace, int panel, Buffer output, Buffer target, Buffer gradient, double weight) {
            int x = at(0);
            int y = at(1);
            for (int line = 0; line < height; line++) {
                System.arraycopy(workspace.memory, output.at(panel, line, 0), memory, x + line * row, row);
                System.arraycopy(workspace.memory, target.at(panel, line, 0), memory, y + line * row, row);
            }
            int means = at(2);
            int targetMeans = at(3);
            int squares = at(4);
            int targetSquares = at(5);
            int products = at(6);
            int scratch = at(7);
            filter(x, scratch, means);
            filter(y, scratch, targetMeans);
            multiply(x, x, squares);
            filter(squares, scratch, squares);
            multiply(y, y, targetSquares);
            filter(targetSquares, scratch, targetSquares);
            multiply(x, y, products);
            filter(products, scratch, products);

            int channels = pixel / LANES;
            int features = height * width * channels;
            double share = weight * features / ((double) rows * columns * channels);
            var sums = new float[LANES];
            derive(means, targetMeans, squares, targetSquares, products, sums);
            back(means, scratch);
            back(squares, scratch);
            back(products, scratch);
            for (int lane = 0; lane < LANES; lane++) {
                workspace.sums.blockLoss[panel * LANES + lane] += (float) (weight * features - share * sums[lane]);
            }
            addGradients(workspace, panel, gradient, (float) share, (float) (1 - weight));
        }

        /// Sums the similarities of all places, and sets the derivatives by `m`, `q` and `r` in the place of these.
        private void derive(int m, int n, int q, int t, int r, float[] sums) {
            for (int line = 0; line < rows; line++) {
                int end = line * row + columns * pixel;
                for (int i = line * row; i < end; i++) {
                    float mean = memory[m + i];
                    float other = memory[n + i];
                    float product = mean * other;
                    float square = mean * mean + other * other;
                    float a1 = 2 * product + C1;
                    float a2 = 2 * (memory[r + i] - product) + C2;
                    float b1 = square + C1;
                    float b2 = memory[q + i] + memory[t + i] - square + C2;
                    float scale = 1 / (b1 * b2);
                    float similarity = a1 * a2 * scale;
                    sums[i % LANES] += similarity;
                    memory[m + i] = 2 * other * (a2 - a1) * scale - 2 * mean * similarity * (1 / b1 - 1 / b2);
                    memory[q + i] = -similarity / b2;
                    memory[r + i] = 2 * a1 * scale;
                }
            }
        }

        private void addGradients(
                Workspace workspace, int panel, Buffer gradient, float share, float rest) {
            var scale = workspace.sums.outputScale;
            var loss = workspace.sums.blockLoss;
            int lanes = panel * LANES;
            for (int line = 0; line < height; line++) {
                int to = gradient.at(panel, line, 0);
                for (int i = 0; i < row; i++) {
                    int at = line * row + i;
                    int lane = lanes + i % LANES;
                    float x = memory[at(0) + at];
                    float y = memory[at(1) + at];
                    float similar = memory[at(2) + at] + 2 * x * memory[at(4) + at] + y * memory[at(6) + at];
                    float difference = x - y;
                    loss[lane] += rest * Math.abs(difference);
                    workspace.memory[to + i] = scale[lane] * (rest * Math.signum(difference) - share * similar);
                }
            }
        }

        private void multiply(int a, int b, int product) {
            for (int i = 0; i < size; i++) memory[product + i] = memory[a + i] * memory[b + i];
        }

        /// Weighted means of each window that fits, along rows and then along columns, where the window begins. May be in place.
        private void filter(int from, int scratch, int to) {
            Arrays.fill(memory, scratch, scratch + size, 0);
            for (int line = 0; line < height; line++) {
                for (int k = 0; k < WINDOW; k++) {
                    addScaled(WEIGHTS[k], from + line * row + k * pixel, scratch + line * row,
                            columns * pixel);
                }
            }
            Arrays.fill(memory, to, to + size, 0);
            for (int line = 0; line < rows; line++) {
                for (int k = 0; k < WINDOW; k++) {
                    addScaled(WEIGHTS[k], scratch + (line + k) * row, to + line * row, columns * pixel);
                }
            }
        }

        /// The transpose of [#filter], in place.
        private void back(int plane, int scratch) {
            Arrays.fill(memory, scratch, scratch + size, 0);
            for (int line = 0; line < rows; line++) {
                for (int k = 0; k < WINDOW; k++) {
                    addScaled(WEIGHTS[k], plane + line * row, scratch + (line + k) * row, columns * pixel);
                }
            }
            Arrays.fill(memory, plane, plane + size, 0);
            for (int line = 0; line < height; line++) {
                for (int k = 0; k < WINDOW; k++) {
                    addScaled(WEIGHTS[k], scratch + line * row, plane + line * row + k * pixel,
                            columns * pixel);
                }
            }
        }

        private void addScaled(float factor, int from, int to, int count) {
            for (int i = 0; i < count; i++) memory[to + i] += factor * memory[from + i];
        }
    }
}
