/// What every contender of the race needs, in Java 17: the [BenchmarkTask] it runs, and the [ContenderServer] from which it runs turns.
@NullMarked
package dev.hourglass.bench.contender;

import org.jspecify.annotations.NullMarked;
