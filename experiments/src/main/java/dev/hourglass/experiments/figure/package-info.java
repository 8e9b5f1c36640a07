/// Pictures of what a model does: drawn with Java2D, without a screen, written as PNG.
@NullMarked
package dev.hourglass.experiments.figure;

import org.jspecify.annotations.NullMarked;
