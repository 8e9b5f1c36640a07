/// The step time of Hourglass beside that of other frameworks.
///
/// Every contender trains in a process of its own, which waits between its turns; the race gives turns, round by round.
@NullMarked
package dev.hourglass.bench.race;

import org.jspecify.annotations.NullMarked;
