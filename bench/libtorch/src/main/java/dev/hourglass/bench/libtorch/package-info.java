/// libtorch, PyTorch's C++ library, through bytedeco's bindings, as a contender of the race.
@NullMarked
package dev.hourglass.bench.libtorch;

import org.jspecify.annotations.NullMarked;
