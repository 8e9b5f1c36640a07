package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.penalty.Contractive;
import dev.hourglass.spec.penalty.ContractiveProjection;
import dev.hourglass.spec.penalty.KlSparsity;
import dev.hourglass.spec.penalty.L1Activity;
import dev.hourglass.spec.penalty.Penalty;
import dev.hourglass.spec.penalty.WeightDecay;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Penalties and sparse codes by their textbooks' formulas, in double precision.
final class ReferencePenalties {
    private ReferencePenalties() {}

    /// Of a whole batch, before it is divided by the number of features.
    static double of(Penalty penalty, Autoencoder spec, double[] parameters, List<double[]> codes,
            List<double[]> moved) {
        return switch (penalty) {
            case KlSparsity(double rho, double beta) -> {
                double sum = 0;
                for (int j = 0; j < codes.getFirst().length; j++) {
                    int unit = j;
                    double mean = codes.stream().mapToDouble(code -> code[unit]).average().orElseThrow();
                    sum += rho * Math.log(rho / mean) + (1 - rho) * Math.log((1 - rho) / (1 - mean));
                }
                yield beta * sum;
            }
            case L1Activity(double weight) ->
                weight * mean(codes, code -> IntStream.range(0, code.length).mapToDouble(j -> Math.abs(code[j])).sum());
            case WeightDecay(double weight) -> weight / 2 * squares(spec, parameters);
            case Contractive(double weight) -> weight * mean(codes, code -> jacobian(spec, parameters, code));
            case ContractiveProjection(double weight, double step) ->
                weight * distance(codes, moved) / (step * step) / codes.size();
        };
    }

    private static double distance(List<double[]> codes, List<double[]> others) {
        double sum = 0;
        for (int sample = 0; sample < codes.size(); sample++) {
            for (int j = 0; j < codes.get(sample).length; j++) {
                sum += Math.pow(codes.get(sample)[j] - others.get(sample)[j], 2);
            }
        }
        return sum;
    }

    private static double mean(List<double[]> codes, ToDoubleFunction<double[]> part) {
        return codes.stream().mapToDouble(part).average().orElseThrow();
    }

    private static double squares(Autoencoder spec, double[] parameters) {
        double sum = 0;
        for (var tensor : Graph.of(spec, 1).tensors()) {
            for (int i = tensor.offset(); i < tensor.end() && !tensor.name().endsWith("bias"); i++) {
                sum += parameters[i] * parameters[i];
            }
        }
        return sum;
    }

    /// The squared norm of the derivatives of all numbers of the code by all features, one by one.
    private static double jacobian(Autoencoder spec, double[] parameters, double[] code) {
        double sum = 0;
        for (int i = 0; i < spec.input().size(); i++) {
            for (int j = 0; j < code.length; j++) {
                double derivative = code[j] * (1 - code[j]) * parameters[i * code.length + j];
                sum += derivative * derivative;
            }
        }
        return sum;
    }

    static double[] keepLargest(double[] code, int k) {
        var kept = new double[code.length];
        IntStream.range(0, code.length).boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> code[j]).reversed())
                .limit(k)
                .forEach(j -> kept[j] = code[j]);
        return kept;
    }

    /// Keeps each number of the code in the samples in which it is largest.
    static void keepWinners(List<double[]> codes, int winners) {
        for (int j = 0; j < codes.getFirst().length; j++) {
            int unit = j;
            var column = codes.stream().mapToDouble(code -> code[unit]).toArray();
            var kept = keepLargest(column, winners);
            for (int sample = 0; sample < column.length; sample++) {
                codes.get(sample)[unit] = kept[sample];
            }
        }
    }
}
