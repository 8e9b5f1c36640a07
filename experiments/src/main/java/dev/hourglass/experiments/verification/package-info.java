/// Published results, trained again and compared.
@NullMarked
package dev.hourglass.experiments.verification;

import org.jspecify.annotations.NullMarked;
