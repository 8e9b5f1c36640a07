/// Small data, and models whose weights are chosen, for the tests of several modules.
@NullMarked
package dev.hourglass.testing;

import org.jspecify.annotations.NullMarked;
