/// Several trainings of one spec, some of whose values vary.
@NullMarked
package dev.hourglass.experiments.sweep;

import org.jspecify.annotations.NullMarked;
