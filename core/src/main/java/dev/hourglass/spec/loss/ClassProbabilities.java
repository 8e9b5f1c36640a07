package dev.hourglass.spec.loss;

import dev.hourglass.spec.Shape;
import java.util.List;

/// Outputs that give the probability of each class of a sample: a classifier's.
public record ClassProbabilities(SoftmaxCrossEntropy loss) implements Outputs {
    @Override
    public Shape shape() {
        return Shape.of(classes());
    }

    @Override
    public List<OutputBlock> blocks() {
        return List.of(new OutputBlock(0, classes(), loss, Target.CLASS, 1));
    }

    @Override
    public int classes() {
        return loss.classes();
    }
}
