/// Deeplearning4j, as a contender of the race.
@NullMarked
package dev.hourglass.bench.dl4j;

import org.jspecify.annotations.NullMarked;
