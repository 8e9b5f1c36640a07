/// The MNIST pictures of handwritten digits, bundled.
@NullMarked
package dev.hourglass.datasets.mnist;

import org.jspecify.annotations.NullMarked;
