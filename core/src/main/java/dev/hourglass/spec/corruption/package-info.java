/// What is done to the inputs that a denoising autoencoder repairs.
@NullMarked
package dev.hourglass.spec.corruption;

import org.jspecify.annotations.NullMarked;
