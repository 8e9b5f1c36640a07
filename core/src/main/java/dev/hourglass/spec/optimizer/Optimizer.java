package dev.hourglass.spec.optimizer;

/// How a gradient becomes a step. Each record's javadoc names the paper whose update it is.
public sealed interface Optimizer permits Sgd, Adam, AdamW, NAdam, Adadelta, RmsProp, Adagrad {
    /// The step size before any schedule.
    double learningRate();

    /// Numbers that it keeps for each parameter from one step to the next.
    int statePerParameter();
}
