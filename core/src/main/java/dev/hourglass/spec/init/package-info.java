/// How the weights of a new network are drawn.
@NullMarked
package dev.hourglass.spec.init;

import org.jspecify.annotations.NullMarked;
