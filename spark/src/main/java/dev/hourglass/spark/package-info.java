/// An estimator and a model of Spark ML, with the bits of one machine.
@NullMarked
package dev.hourglass.spark;

import org.jspecify.annotations.NullMarked;
