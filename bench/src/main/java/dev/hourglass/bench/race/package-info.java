/// Hourglass beside other frameworks: the time of a step, undisturbed and beside a busy process, memory, starts and inference.
///
/// Every contender runs in a process of its own, which waits between its turns; the race gives turns, round by round.
@NullMarked
package dev.hourglass.bench.race;

import org.jspecify.annotations.NullMarked;
