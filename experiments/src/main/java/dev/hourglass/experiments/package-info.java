/// Runs: a training, a fine-tuning or PCA from its data to a folder with the model, its history and what it was trained on.
///
/// Nothing here knows a command line: a [RunMonitor] receives messages and progress and can stop a run.
@NullMarked
package dev.hourglass.experiments;

import org.jspecify.annotations.NullMarked;
