/// Decodes files of pictures. They are treated as untrusted input: nothing is allocated because a header claims it.
@NullMarked
package dev.hourglass.datasets.picture;

import org.jspecify.annotations.NullMarked;
