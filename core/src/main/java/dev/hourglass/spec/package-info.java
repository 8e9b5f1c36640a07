/// What an autoencoder is: immutable records that validate themselves and know their shapes.
@NullMarked
package dev.hourglass.spec;

import org.jspecify.annotations.NullMarked;
