/// Runs: folders on disk, how their trainings go, and trainings that the studio starts.
@NullMarked
package dev.hourglass.studio.run;

import org.jspecify.annotations.NullMarked;
