/// Standard output and standard error, progress, and Ctrl-C.
@NullMarked
package dev.hourglass.cli.console;

import org.jspecify.annotations.NullMarked;
