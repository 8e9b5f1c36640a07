/// What the browser loads: the page, its scripts and styles, and the way in.
@NullMarked
package dev.hourglass.studio.page;

import org.jspecify.annotations.NullMarked;
