/// What training minimises.
@NullMarked
package dev.hourglass.spec.loss;

import org.jspecify.annotations.NullMarked;
