/// TensorFlow for Java, as a contender of the race.
@NullMarked
package dev.hourglass.bench.tensorflow;

import org.jspecify.annotations.NullMarked;
