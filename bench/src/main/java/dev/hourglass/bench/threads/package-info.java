/// Many threads on one model.
@NullMarked
package dev.hourglass.bench.threads;

import org.jspecify.annotations.NullMarked;
