package dev.hourglass.interop.pytorch;

import dev.hourglass.internal.layout.ParameterTensor;
import java.util.ArrayList;
import java.util.List;

/// How the values of one of our tensors lie in PyTorch's.
sealed interface Translation {
    /// The tensor here.
    ParameterTensor tensor();

    /// The tensor's shape in PyTorch.
    List<Integer> shape();

    /// Copies the tensor's values to their places among all parameters.
    ///
    /// @param values as they lie in PyTorch, in row-major order
    void put(float[] values, float[] parameters);

    /// `torch.nn.Linear`: `[out][in]`.
    record DenseWeight(ParameterTensor tensor, FeatureOrders in, FeatureOrders out) implements Translation {
        @Override
        public List<Integer> shape() {
            return List.of(out.size(), in.size());
        }

        @Override
        public void put(float[] values, float[] parameters) {
            var inputs = in.places();
            var outputs = out.places();
            int at = tensor.offset();
            for (int input : inputs) {
                for (int output : outputs) {
                    parameters[at++] = values[output * inputs.length + input];
                }
            }
        }
    }

    /// `torch.nn.Conv2d`: `[out][in][row][column]`, or `torch.nn.ConvTranspose2d`: `[in][out][row][column]`; `Conv1d` and
    /// `ConvTranspose1d` have columns alone. Neither is turned round: both multiply the same pixels with the same row and column of the kernel as we do.
    record ConvolutionWeight(ParameterTensor tensor, boolean isTransposed) implements Translation {
        @Override
        public List<Integer> shape() {
            var shape = new ArrayList<Integer>();
            shape.add(isTransposed ? inputs() : outputs());
            shape.add(isTransposed ? outputs() : inputs());
            shape.addAll(tensor.shape().subList(0, window()));
            return List.copyOf(shape);
        }

        @Override
        public void put(float[] values, float[] parameters) {
            int at = tensor.offset();
            int taps = tensor.size() / (inputs() * outputs());
            for (int tap = 0; tap < taps; tap++) {
                for (int input = 0; input < inputs(); input++) {
                    for (int output = 0; output < outputs(); output++) {
                        int kernel = isTransposed ? input * outputs() + output : output * inputs() + input;
                        parameters[at++] = values[kernel * taps + tap];
                    }
                }
            }
        }

        /// How many extents a window has.
        private int window() {
            return tensor.shape().size() - 2;
        }

        private int inputs() {
            return tensor.shape().get(window());
        }

        private int outputs() {
            return tensor.shape().getLast();
        }
    }

    /// Biases, or the scales of a normalisation: `[out]`.
    record Bias(ParameterTensor tensor, FeatureOrders out) implements Translation {
        @Override
        public List<Integer> shape() {
            return List.of(out.size());
        }

        @Override
        public void put(float[] values, float[] parameters) {
            int at = tensor.offset();
            for (int output : out.places()) {
                parameters[at++] = values[output];
            }
        }
    }
}
