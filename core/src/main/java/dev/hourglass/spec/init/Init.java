package dev.hourglass.spec.init;

/// How weights or biases begin. `fanIn` and `fanOut` count the inputs of one output and the outputs of one input.
public sealed interface Init
        permits GlorotUniform, GlorotNormal, HeUniform, HeNormal, NormalInit, TruncatedNormal, Zeros, Ones {}
