/// Samples in NPY and NPZ files.
@NullMarked
package dev.hourglass.datasets.npy;

import org.jspecify.annotations.NullMarked;
