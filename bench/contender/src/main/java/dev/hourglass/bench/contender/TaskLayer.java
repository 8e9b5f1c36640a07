package dev.hourglass.bench.contender;

/// One layer of a network, its sizes worked out. Pictures are square.
///
/// The parameters of a layer that has some are its weights, then its biases.
public sealed interface TaskLayer {
    /// Fully connected; weights `[in][out]`.
    record Dense(int in, int out, TaskActivation activation) implements TaskLayer {}

    /// A convolution; weights `[kernel][kernel][in][out]`.
    ///
    /// @param before zeros before the first row and the first column
    /// @param after zeros after the last
    record Convolution(
            int in, int out, int kernel, int stride, int before, int after, int fromSide, int toSide,
            TaskActivation activation)
            implements TaskLayer {}

    /// A transposed convolution; weights `[kernel][kernel][in][out]`. Pixel `i` adds to the output's pixels
    /// `i stride - before` and following, `kernel` of them; those outside the `toSide` pixels do not count.
    record Transposed(
            int in, int out, int kernel, int stride, int before, int fromSide, int toSide, TaskActivation activation)
            implements TaskLayer {}

    /// The largest of each block of `window` by `window`; the last blocks may be smaller.
    record MaxPool(int channels, int window, int fromSide, int toSide) implements TaskLayer {}

    /// The mean of each block of `window` by `window`, which divides the picture.
    record AveragePool(int channels, int window, int fromSide, int toSide) implements TaskLayer {}

    /// Nearest neighbours: pixel `i` is pixel `i fromSide / toSide` of the input.
    record Upsample(int channels, int fromSide, int toSide) implements TaskLayer {}

    /// A picture as a row of features, channel after channel.
    record Flatten(int channels, int side) implements TaskLayer {}

    /// The opposite of [Flatten].
    record Reshape(int channels, int side) implements TaskLayer {}

    record Activate(TaskActivation activation) implements TaskLayer {}

    /// Each group of neighbouring channels of a sample less its mean and over its deviation, times a weight and plus a bias of
    /// each channel.
    record GroupNorm(int channels, int groups, double epsilon) implements TaskLayer {}

    /// Keeps what comes in, beside passing it on, for the [AddKept] or [AddProjected] that belongs to it; they nest.
    record Keep() implements TaskLayer {}

    /// Adds what was kept.
    record AddKept() implements TaskLayer {}

    /// Adds a convolution with kernel 1 of what was kept; weights `[1][1][in][out]`.
    record AddProjected(int in, int out, int stride) implements TaskLayer {}

    /// Means and log-variances of a normal posterior by a dense map, weights `[in][2 size]`, means first; gives
    /// `mean + exp(log-variance / 2) noise`. The divergence from the standard normal, summed over the code and averaged
    /// over samples, joins the objective with the weight `beta` over the number of features of a sample.
    record Gaussian(int in, int size, double beta) implements TaskLayer {}
}
