/// Samples to train on: in memory, or wherever an implementation of [Dataset] reads them from; labels, splits, IDX files.
@NullMarked
package dev.hourglass.data;

import org.jspecify.annotations.NullMarked;
