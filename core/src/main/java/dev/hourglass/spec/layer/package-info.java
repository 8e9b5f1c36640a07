/// The layers of encoders and decoders.
@NullMarked
package dev.hourglass.spec.layer;

import org.jspecify.annotations.NullMarked;
