package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.ParameterRange;
import dev.hourglass.internal.layout.ParameterTensor;
import java.util.List;

/// Tensors of which an op reads each number as it is, one tensor behind the other.
public final class VectorParameters implements ParameterSlice {
    private final List<ParameterRange> ranges;
    private final int size;
    private final int packedAt;
    private final int gradientAt;

    /// @param packedAt where they begin among the packed weights
    /// @param gradientAt where their gradients, 16 partial sums each, begin in an accumulation group's gradients
    public VectorParameters(List<ParameterTensor> tensors, int packedAt, int gradientAt) {
        this.ranges = tensors.stream().map(ParameterRange::of).toList();
        this.size = tensors.stream().mapToInt(ParameterTensor::size).sum();
        this.packedAt = packedAt;
        this.gradientAt = gradientAt;
    }

    public int packedAt() {
        return packedAt;
    }

    int gradientAt() {
        return gradientAt;
    }

    @Override
    public List<ParameterRange> ranges() {
        return ranges;
    }

    @Override
    public int size() {
        return size;
    }

    /// Adds up the groups and, within them, the partial sums, in their order.
    @Override
    public void setGradients(Gradients gradients, Workspace worker, float[] gradient) {
        int at = gradientAt;
        for (int r = 0; r < ranges.size(); r++) {
            for (int i = ranges.get(r).from(); i < ranges.get(r).to(); i++) {
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
        for (int r = 0; r < ranges.size(); r++) {
            int length = ranges.get(r).to() - ranges.get(r).from();
            System.arraycopy(weights, ranges.get(r).from(), packed, at, length);
            at += length;
        }
    }
}
