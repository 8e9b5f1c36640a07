/// Text of other people: files in UTF-8, names of files and arrays, numbers in messages.
@NullMarked
package dev.hourglass.internal.text;

import org.jspecify.annotations.NullMarked;
