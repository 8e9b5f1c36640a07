/// The command line: what a user types, and how it answers.
@NullMarked
package dev.hourglass.cli;

import org.jspecify.annotations.NullMarked;
