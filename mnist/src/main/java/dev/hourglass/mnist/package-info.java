/// The MNIST pictures of handwritten digits, bundled.
@NullMarked
package dev.hourglass.mnist;

import org.jspecify.annotations.NullMarked;
