/// What variational and sparse codes need of a whole batch or epoch.
@NullMarked
package dev.hourglass.internal.latent;

import org.jspecify.annotations.NullMarked;
