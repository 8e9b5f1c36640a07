package dev.hourglass.internal.op;

import dev.hourglass.internal.layout.Extent;
import dev.hourglass.internal.layout.Variable;
import java.util.List;

/// The outputs as they are, before a loss with a deviation that is learnt: `sd = first exp(v)`. Of a sample with `D` features and the
/// squared error `e`, `dv = D - e / sd²` (Rybkin et al. 2021), which the lanes sum.
///
/// @param first value of the deviation
public record LearntDeviationOp(double first, VectorParameters parameters) implements UnaryOp {
    @Override
    public boolean hasParameters() {
        return true;
    }

    @Override
    public List<ParameterSlice> parameterSlices(List<Op> all) {
        return List.of(parameters);
    }

    @Override
    public Executor on(Variable in, Variable out) {
        return new Passing(first, parameters.gradientAt(), in.extent(), new CopyOp().on(in, out));
    }

    private record Passing(double first, int gradientAt, Extent extent, Executor copy) implements Executor {
        @Override
        public void forward(Workspace workspace) {
            copy.forward(workspace);
        }

        @Override
        public void addWeightGradients(Workspace workspace) {
            double deviation = first * StrictMath.exp(workspace.logRatio());
            int lanes = workspace.forward.lanes();
            for (int lane = 0; lane < workspace.batch.count(); lane++) {
                double error = workspace.sums.blockLoss[lane] / (deviation * deviation);
                workspace.gradients[gradientAt
                        + lane % lanes] += (float) (workspace.sums.scale[lane] * (extent.features() - error));
            }
        }

        @Override
        public void backward(Workspace workspace) {
            copy.backward(workspace);
        }
    }
}
