/// Runs plans: forward, backward, update. Knows nothing of files or progress.
@NullMarked
package dev.hourglass.internal.engine;

import org.jspecify.annotations.NullMarked;
