package dev.hourglass.internal.penalty;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.ParameterRange;
import dev.hourglass.internal.layout.Variable;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.penalty.Contractive;
import java.util.Arrays;

/// [Contractive] for one dense logistic layer. With `a[j] = h[j] (1 - h[j])` and `c[j] = sum over i of W[i][j]²` it costs
/// `weight sum over j of a[j]² c[j]`; so `dh[j] = 2 weight a[j] (1 - 2 h[j]) c[j]` and, beside what comes back through the
/// code, `dW[i][j] = 2 weight a[j]² W[i][j]`.
final class ContractivePenalty implements CodePenalty {
    private final float weight;
    private final Variable code;
    private final ParameterRange encoder;
    private final float[] weights;
    private final int units;
    private final float[] squares;
    /// For each group and unit, 16 partial sums of what its weights are multiplied by in their gradient.
    private final float[][] groups;
    private final float[] factors;

    /// @param weights all parameters, as they are at each step
    ContractivePenalty(Graph graph, Contractive penalty, float[] weights) {
        this.weight = (float) penalty.weight();
        this.code = graph.code();
        this.encoder = ParameterRange.of(graph.tensors().getFirst());
        this.weights = weights;
        this.units = code.extent().features();
        this.squares = new float[units];
        this.groups = new float[graph.partition().groups()][units * Kernels.LANES];
        this.factors = new float[units];
    }

    @Override
    public void begin() {
        setSquares(squares, encoder, weights);
        for (var sums : groups) {
            Arrays.fill(sums, 0);
        }
    }

    /// Sets for each unit the sum of its squared weights.
    ///
    /// @param encoder `[in][unit]`
    static void setSquares(float[] squares, ParameterRange encoder, float[] weights) {
        Arrays.fill(squares, 0);
        for (int row = encoder.from(); row < encoder.to(); row += squares.length) {
            for (int j = 0; j < squares.length; j++) {
                squares[j] = Math.fma(weights[row + j], weights[row + j], squares[j]);
            }
        }
    }

    /// A sum, and what one number of a code costs.
    ///
    /// @param squares the sum of the unit's squared weights
    static float plusCost(float sum, float weight, float h, float squares) {
        float a = h * (1 - h);
        return Math.fma(weight * a * a, squares, sum);
    }

    @Override
    public void addCosts(Workspace workspace) {
        var value = code.value();
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int j = 0; j < units; j++) {
                int at = at(value.at(panel, 0, 0), j);
                for (int lane = 0; lane < Kernels.LANES; lane++) {
                    int index = panel * Kernels.LANES + lane;
                    workspace.sums.penalty[index] = plusCost(
                            workspace.sums.penalty[index], weight, workspace.memory[at + lane], squares[j]);
                }
            }
        }
    }

    @Override
    public void addGradients(Workspace workspace) {
        for (int panel = 0; panel < workspace.panels(); panel++) {
            for (int j = 0; j < units; j++) {
                int value = at(code.value().at(panel, 0, 0), j);
                int gradient = at(code.gradient().at(panel, 0, 0), j);
                addGradients(workspace, panel * Kernels.LANES, j, value, gradient);
            }
        }
    }

    private void addGradients(Workspace workspace, int first, int unit, int value, int gradient) {
        var memory = workspace.memory;
        var sums = groups[workspace.batch.group];
        int sumAt = at(0, unit);
        float twice = 2 * weight;
        for (int lane = 0; lane < Kernels.LANES; lane++) {
            float h = memory[value + lane];
            float a = h * (1 - h);
            float scale = twice * workspace.sums.scale[first + lane];
            memory[gradient + lane] = Math.fma(scale * a * (1 - 2 * h), squares[unit], memory[gradient + lane]);
            sums[sumAt + lane] = Math.fma(scale * a, a, sums[sumAt + lane]);
        }
    }

    private static int at(int code, int unit) {
        return code + unit * Kernels.LANES;
    }

    /// Adds up what the groups have left, in their order; once all of them are done.
    void fold() {
        for (int j = 0; j < units; j++) {
            float sum = 0;
            for (var sums : groups) {
                for (int lane = 0; lane < Kernels.LANES; lane++) {
                    sum += sums[j * Kernels.LANES + lane];
                }
            }
            factors[j] = sum;
        }
    }

    /// Adds to the gradients of the parameters `from` to `to - 1`, whole rows of the encoder's weights or none.
    void addWeightGradients(float[] gradient, int from, int to) {
        if (from < encoder.from() || from >= encoder.to()) {
            return;
        }
        for (int row = from; row < to; row += units) {
            for (int j = 0; j < units; j++) {
                gradient[row + j] = Math.fma(factors[j], weights[row + j], gradient[row + j]);
            }
        }
    }
}
