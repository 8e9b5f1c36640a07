package dev.hourglass.spec;

/// An activation as a layer of its own.
public record Activate(Activation activation) implements Layer {}
