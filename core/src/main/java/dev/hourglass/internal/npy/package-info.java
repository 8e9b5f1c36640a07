/// Arrays in NumPy's NPY and NPZ formats, read as untrusted input: memory is allocated as data arrive, never because a header
/// asks for it.
@NullMarked
package dev.hourglass.internal.npy;

import org.jspecify.annotations.NullMarked;
