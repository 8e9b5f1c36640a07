/// How the learning rate changes while training.
@NullMarked
package dev.hourglass.spec.schedule;

import org.jspecify.annotations.NullMarked;
