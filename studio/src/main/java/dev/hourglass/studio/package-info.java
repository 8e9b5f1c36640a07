/// The studio: runs and models in the browser.
@NullMarked
package dev.hourglass.studio;

import org.jspecify.annotations.NullMarked;
