/// What every contender of the race needs, in Java 17: the [Course] it runs, and the [Stand] from which it runs turns.
@NullMarked
package dev.hourglass.bench.contender;

import org.jspecify.annotations.NullMarked;
