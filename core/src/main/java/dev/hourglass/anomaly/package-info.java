/// How unusual a score is: distributions of scores, and thresholds.
@NullMarked
package dev.hourglass.anomaly;

import org.jspecify.annotations.NullMarked;
