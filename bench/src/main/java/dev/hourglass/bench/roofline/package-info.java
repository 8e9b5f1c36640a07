/// How far training steps are from what the machine could do.
@NullMarked
package dev.hourglass.bench.roofline;

import org.jspecify.annotations.NullMarked;
