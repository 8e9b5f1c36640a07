/// How good a trained model is on test samples, beside PCA with a code of the same size.
@NullMarked
package dev.hourglass.experiments.evaluation;

import org.jspecify.annotations.NullMarked;
