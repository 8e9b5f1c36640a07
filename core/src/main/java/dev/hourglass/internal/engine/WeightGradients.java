package dev.hourglass.internal.engine;

/// Brings what the first round left of one linear stage into gradients in file order.
sealed interface WeightGradients permits GradientFold, TapeGradients {
    /// Sets the biases' gradients.
    ///
    /// @param worker whose kernels are used
    void setBias(Passed passed, Shard worker, float[] gradient);

    /// Sets the gradients of the weights of some inputs. May use up what the first round left of them.
    ///
    /// @param worker whose kernels are used, and whose scratch may be
    void setInputs(Passed passed, Shard worker, float[] gradient, int from, int to);
}
