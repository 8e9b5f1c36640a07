/// Published results as data: what is trained, how it is measured, and what others have reported.
@NullMarked
package dev.hourglass.spec.protocol;

import org.jspecify.annotations.NullMarked;
