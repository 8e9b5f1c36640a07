/// Kills trainings at random moments and resumes them.
@NullMarked
package dev.hourglass.bench.crash;

import org.jspecify.annotations.NullMarked;
