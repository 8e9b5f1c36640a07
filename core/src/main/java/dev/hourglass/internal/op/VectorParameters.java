package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.ParameterRange;
import dev.hourglass.internal.layout.ParameterTensor;
import java.util.List;

/// Tensors of which an op reads each number as it is, one tensor behind the other.
///
/// @param packedAt where they begin among the packed weights
/// @param gradientAt where their gradients, 16 partial sums each, begin in an accumulation group's gradients
public record VectorParameters(List<ParameterTensor> tensors, int packedAt, int gradientAt) implements ParameterSlice {
    public VectorParameters {
        tensors = List.copyOf(tensors);
    }

    @Override
    public List<ParameterRange> ranges() {
        return tensors.stream().map(ParameterRange::of).toList();
    }

    /// Adds up the groups and, within them, the partial sums, in their order.
    @Override
    public void setGradients(Gradients gradients, Workspace worker, float[] gradient) {
        int at = gradientAt;
        for (var tensor : tensors) {
            for (int i = tensor.offset(); i < tensor.end(); i++) {
                float sum = 0;
                for (int group = 0; group < gradients.groupCount; group++) {
                    for (int lane = 0; lane < Kernels.LANES; lane++) {
                        sum += gradients.groups[group][at + lane];
                    }
                }
                gradient[i] = sum;
                at += Kernels.LANES;
            }
        }
    }

    @Override
    public void pack(float[] weights, float[] packed) {
        int at = packedAt;
        for (var tensor : tensors) {
            System.arraycopy(weights, tensor.offset(), packed, at, tensor.size());
            at += tensor.size();
        }
    }
}
