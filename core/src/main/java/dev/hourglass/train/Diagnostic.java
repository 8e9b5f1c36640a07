package dev.hourglass.train;

/// A problem of a training, found while it runs.
///
/// @param message the problem, its place, and a suggested fix
/// @param fatal whether the training cannot continue
public record Diagnostic(String message, boolean fatal) {}
