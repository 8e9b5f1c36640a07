/// The results that commands print: lines of text, or fields of JSON.
@NullMarked
package dev.hourglass.cli.output;

import org.jspecify.annotations.NullMarked;
