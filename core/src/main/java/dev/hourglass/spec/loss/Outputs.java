package dev.hourglass.spec.loss;

import dev.hourglass.spec.Shape;
import java.util.List;

/// What the outputs of a network mean.
public sealed interface Outputs permits Reconstruction, ClassProbabilities {
    Shape shape();

    /// Ranges that follow each other and together are all outputs.
    List<OutputBlock> blocks();

    /// The numbers of a sample that the objective is a mean over: its features; 1 for its class.
    default int terms() {
        return blocks().stream().mapToInt(OutputBlock::terms).sum();
    }

    /// Classes that are predicted; 0 for a reconstruction.
    default int classes() {
        return 0;
    }
}
