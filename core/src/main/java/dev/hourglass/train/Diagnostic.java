package dev.hourglass.train;

/// Something the doctor noticed while watching a training.
///
/// @param message what is wrong, where, and what to change
/// @param fatal whether training cannot go on
public record Diagnostic(String message, boolean fatal) {}
