/// The commands, one class each: options in, work done, answer out.
@NullMarked
package dev.hourglass.app.command;

import org.jspecify.annotations.NullMarked;
