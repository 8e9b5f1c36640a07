/// Several trainings of one spec, some of whose values vary.
@NullMarked
package dev.hourglass.app.sweep;

import org.jspecify.annotations.NullMarked;
