/// How fast the inner loops are.
@NullMarked
package dev.hourglass.bench.kernel;

import org.jspecify.annotations.NullMarked;
