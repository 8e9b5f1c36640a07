package dev.hourglass.internal.op;

/// Brings what a gradient pass left of one linear op into gradients in file order.
sealed interface WeightGradients permits AccumulatedGradients, DenseGradients {
    /// Sets the biases' gradients.
    ///
    /// @param worker whose kernels are used
    void setBias(Gradients gradients, Workspace worker, float[] gradient);

    /// Sets the gradients of the weights of some inputs. May use up what the gradient pass left of them.
    ///
    /// @param worker whose kernels are used, and whose scratch may be
    void setInputs(Gradients gradients, Workspace worker, float[] gradient, int from, int to);
}
