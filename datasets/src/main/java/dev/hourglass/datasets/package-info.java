/// Data to train on, recognised by what they hold: bundled data by name, folders of pictures, IDX folders, arrays and tables.
@NullMarked
package dev.hourglass.datasets;

import org.jspecify.annotations.NullMarked;
