/// What comes from outside and goes there: specs in YAML, data and models in the formats of others.
@NullMarked
package dev.hourglass.io;

import org.jspecify.annotations.NullMarked;
