package dev.hourglass.server.protocol;

import java.time.Duration;

/// What a request may ask for.
///
/// @param rows at most
/// @param timeout after which the answer is that it took too long
public record ServingLimits(int rows, Duration timeout) {}
