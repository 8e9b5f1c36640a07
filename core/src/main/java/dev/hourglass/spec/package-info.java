/// What an autoencoder is: immutable records that validate themselves and know their shapes.
///
/// Every record of a spec with two or more components has a `with` method for each of them, which returns the same record with
/// another value there, and a `without` method for each that is optional. Code that changes a part of a spec uses these: what it
/// does not name is kept.
@NullMarked
package dev.hourglass.spec;

import org.jspecify.annotations.NullMarked;
