/// What this machine can do at most.
@NullMarked
package dev.hourglass.bench.machine;

import org.jspecify.annotations.NullMarked;
