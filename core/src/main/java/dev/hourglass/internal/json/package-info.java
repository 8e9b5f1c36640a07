/// JSON, read strictly and written compactly, for the headers of model files and for the notation's schema.
@NullMarked
package dev.hourglass.internal.json;

import org.jspecify.annotations.NullMarked;
