/// Experiments and names of tensors as YAML files.
@NullMarked
package dev.hourglass.experiments.yaml;

import org.jspecify.annotations.NullMarked;
