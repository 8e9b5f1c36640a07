/// Runs graphs: gradient passes, weight updates and forward passes, on several threads.
@NullMarked
package dev.hourglass.internal.exec;

import org.jspecify.annotations.NullMarked;
