/// Drawn pictures of eyes: a small world of colour pictures that needs no photographs of anybody.
@NullMarked
package dev.hourglass.datasets.eyes;

import org.jspecify.annotations.NullMarked;
