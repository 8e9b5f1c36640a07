/// What training leaves: weights and spec in one immutable, thread-safe object and one file.
@NullMarked
package dev.hourglass.model;

import org.jspecify.annotations.NullMarked;
