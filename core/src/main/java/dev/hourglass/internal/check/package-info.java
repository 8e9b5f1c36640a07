/// Checks of the values that records of specs are made of.
@NullMarked
package dev.hourglass.internal.check;

import org.jspecify.annotations.NullMarked;
