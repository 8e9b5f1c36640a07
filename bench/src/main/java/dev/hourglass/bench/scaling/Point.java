package dev.hourglass.bench.scaling;

/// What one size costs.
///
/// @param size of what grows, such as the batch
/// @param multiplyAdds in what is timed
/// @param seconds that it takes, median
record Point(int size, double multiplyAdds, double seconds) {}
