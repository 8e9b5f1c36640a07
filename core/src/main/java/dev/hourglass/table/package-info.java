/// Tables: typed columns, and how their cells become the features of an autoencoder and back.
@NullMarked
package dev.hourglass.table;

import org.jspecify.annotations.NullMarked;
