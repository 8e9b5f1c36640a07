/// The commands, one class each: options in, work done, answer out.
@NullMarked
package dev.hourglass.cli.command;

import org.jspecify.annotations.NullMarked;
