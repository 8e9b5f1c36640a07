package dev.hourglass.experiments;

import dev.hourglass.data.Dataset;
import java.util.Optional;

/// What a training is, for who follows it.
///
/// @param name what reports call it
/// @param data what the data are called
/// @param spec that trains it again, as YAML
/// @param shown samples that it was not trained on, of which the run keeps [snapshots][dev.hourglass.experiments.snapshot] after its epochs
public record RunDescription(String name, String data, String spec, Optional<Dataset> shown) {}
