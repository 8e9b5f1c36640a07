/// The inner loops, once with the Vector API and once as plain Java, with equal bits.
@NullMarked
package dev.hourglass.internal.kernel;

import org.jspecify.annotations.NullMarked;
