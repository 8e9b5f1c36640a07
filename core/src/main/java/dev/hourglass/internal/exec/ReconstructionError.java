package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;

/// How far a reconstruction is from its sample. Features that are missing in the sample have an error of 0.
///
/// @param squared squared error, per feature
/// @param corrupted squared error of the corrupted input, per feature
/// @param inpainting squared errors where the corruption changed something
public record ReconstructionError(double squared, double corrupted, InpaintingError inpainting) {
    /// Measures one lane of buffers of equal extents.
    static ReconstructionError of(float[] memory, int lane, Buffer target, Buffer input, Buffer output) {
        return new ReconstructionError(
                squaredError(memory, lane, target, output),
                squaredError(memory, lane, target, input),
                InpaintingError.of(memory, lane, target, input, output));
    }

    /// Likewise where nothing corrupts the input.
    static ReconstructionError ofUncorrupted(float[] memory, int lane, Buffer target, Buffer output) {
        return new ReconstructionError(squaredError(memory, lane, target, output), 0, InpaintingError.NONE);
    }

    private static double squaredError(float[] memory, int lane, Buffer target, Buffer buffer) {
        int panel = lane / Kernels.LANES;
        double sum = 0;
        for (int y = 0; y < buffer.extent().height(); y++) {
            int at = buffer.at(panel, y, 0) + lane % Kernels.LANES;
            int wanted = target.at(panel, y, 0) + lane % Kernels.LANES;
            for (int i = 0; i < buffer.row(); i += Kernels.LANES) {
                float value = memory[wanted + i];
                double difference = Float.isNaN(value) ? 0 : (double) memory[at + i] - value;
                sum += difference * difference;
            }
        }
        return sum / target.extent().features();
    }
}
