/// Where the time of a training goes.
@NullMarked
package dev.hourglass.profile;

import org.jspecify.annotations.NullMarked;
