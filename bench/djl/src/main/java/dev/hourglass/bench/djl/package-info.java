/// The Deep Java Library on PyTorch, as a contender of the race.
@NullMarked
package dev.hourglass.bench.djl;

import org.jspecify.annotations.NullMarked;
