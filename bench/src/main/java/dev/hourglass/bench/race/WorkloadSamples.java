package dev.hourglass.bench.race;

import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.mnist.Mnist;
import dev.hourglass.metric.Pca;
import dev.hourglass.spec.Shape;
import java.util.Optional;

/// What the workloads are trained on: the digits, and data that is made of them where a workload needs another form.
final class WorkloadSamples {
    private WorkloadSamples() {}

    static Dataset load(String name, Shape shape) {
        var digits = Mnist.load().train();
        return switch (name) {
            case "mnist" -> digits;
            case "mnist-components" -> components(digits, shape.size());
            case "mnist-colour" -> Tints.of(digits, shape.height());
            default -> throw new IllegalArgumentException(
                    "data: expected mnist, mnist-components or mnist-colour, found " + name);
        };
    }

    /// The first principal components, each column brought to 0..1.
    private static Dataset components(Dataset digits, int columns) {
        var codes = Pca.fit(digits, columns).encode(digits, columns);
        var least = codes[0].clone();
        var most = codes[0].clone();
        for (var code : codes) {
            for (int i = 0; i < columns; i++) {
                least[i] = Math.min(least[i], code[i]);
                most[i] = Math.max(most[i], code[i]);
            }
        }
        var values = new float[codes.length * columns];
        for (int i = 0; i < values.length; i++) {
            int column = i % columns;
            values[i] = (codes[i / columns][column] - least[column]) / (most[column] - least[column]);
        }
        return Dataset.ofFloats("mnist-components", Shape.of(columns), values, Optional.empty());
    }
}
