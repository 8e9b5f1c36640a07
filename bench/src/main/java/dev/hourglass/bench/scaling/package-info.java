/// How the time of training grows with the work.
@NullMarked
package dev.hourglass.bench.scaling;

import org.jspecify.annotations.NullMarked;
