/// The one mapping between specs and trees of plain values, which YAML files and model files hold.
///
/// [Vocabulary] gives every record its name; its components, their types and an example with the defaults say the rest.
/// So reading, writing and the published schema cannot disagree.
@NullMarked
package dev.hourglass.internal.notation;

import org.jspecify.annotations.NullMarked;
