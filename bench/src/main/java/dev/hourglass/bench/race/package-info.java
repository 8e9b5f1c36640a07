/// Hourglass beside other frameworks: the time of a step, memory, and the time to the end of the first epoch.
///
/// Every contender trains in a process of its own, which waits between its turns; the race gives turns, round by round.
@NullMarked
package dev.hourglass.bench.race;

import org.jspecify.annotations.NullMarked;
