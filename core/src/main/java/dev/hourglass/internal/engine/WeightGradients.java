package dev.hourglass.internal.engine;

/// Brings what the first round left of one linear stage into gradients in file order.
sealed interface WeightGradients permits GradientFold, TapeGradients {
    /// Sets the biases' gradients.
    void setBias(Passed passed, float[] gradient);

    /// Sets the gradients of the weights of some inputs. May use up what the first round left of them.
    ///
    /// @param worker whose scratch may be used
    void setInputs(Passed passed, Shard worker, float[] gradient, int from, int to);
}
