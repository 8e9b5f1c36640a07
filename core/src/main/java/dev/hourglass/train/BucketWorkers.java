package dev.hourglass.train;

/// Where the samples of a training with buckets are, if not in its own data set: for example on the executors of a cluster.
///
/// The data set of the training has the name, shape, size and fingerprint of all samples, in the order of their ranks, but need only read
/// the first ones, which diagnostics look at.
public sealed interface BucketWorkers permits BucketGradients, BucketRounds {
    /// How many samples, the first ones, the data set of the training can read; at least one.
    int present();
}
