/// The MNIST pictures of handwritten digits.
module dev.hourglass.mnist {
    requires transitive dev.hourglass.core;

    exports dev.hourglass.mnist;
}
