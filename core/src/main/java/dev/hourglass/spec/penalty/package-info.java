/// What the objective asks for beside a good reconstruction.
@NullMarked
package dev.hourglass.spec.penalty;

import org.jspecify.annotations.NullMarked;
